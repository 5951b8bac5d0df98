using ContactBooks.Storage.Postgres;

namespace ContactBooks.Specs.Store.Postgres;

public sealed class ConnectionStringSpecs
{
    [Fact]
    public void What_the_operator_left_open_is_filled_in()
    {
        var settings = PostgresConnectionString.Read("Host=db1,db2;Username=contactbooks");

        settings.MaxPoolSize.Should().Be(32);
        settings.MaxAutoPrepare.Should().Be(64);
        settings.Timeout.Should().Be(5);
        settings.HostRecheckSeconds.Should().Be(1);
        settings.TcpKeepAliveTime.Should().Be(5);
        settings.ApplicationName.Should().Be("contactbooks");
    }

    [Fact]
    public void What_the_operator_has_set_stays_whatever_he_calls_it()
    {
        var settings = PostgresConnectionString.Read("Server=db1;MAXPOOLSIZE=7;Max Auto Prepare=0;Timeout=15;ApplicationName=mine");

        settings.MaxPoolSize.Should().Be(7);
        settings.MaxAutoPrepare.Should().Be(0);
        settings.Timeout.Should().Be(15);
        settings.ApplicationName.Should().Be("mine");
    }
}
