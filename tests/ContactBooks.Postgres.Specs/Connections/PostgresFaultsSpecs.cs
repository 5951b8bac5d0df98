using System.Net.Sockets;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Postgres;
using Npgsql;

namespace ContactBooks.Specs.Connections;

/// <summary>What each error of PostgreSQL means for the work that met it.</summary>
public class PostgresFaultsSpecs
{
    [Theory]
    [InlineData("40001", PostgresFault.Conflict)] // serialization_failure
    [InlineData("40P01", PostgresFault.Conflict)] // deadlock_detected
    [InlineData("08000", PostgresFault.ConnectionLost)] // connection_exception
    [InlineData("08003", PostgresFault.ConnectionLost)] // connection_does_not_exist
    [InlineData("08006", PostgresFault.ConnectionLost)] // connection_failure
    [InlineData("08P01", PostgresFault.ConnectionLost)] // protocol_violation: what PgBouncer says of its own troubles
    [InlineData("57P01", PostgresFault.ConnectionLost)] // admin_shutdown
    [InlineData("57P02", PostgresFault.ConnectionLost)] // crash_shutdown
    [InlineData("57P03", PostgresFault.ConnectionLost)] // cannot_connect_now
    [InlineData("57P05", PostgresFault.ConnectionLost)] // idle_session_timeout
    [InlineData("25006", PostgresFault.ConnectionLost)] // read_only_sql_transaction
    [InlineData("25P03", PostgresFault.ConnectionLost)] // idle_in_transaction_session_timeout
    [InlineData("53100", PostgresFault.Full)] // disk_full
    [InlineData("53200", PostgresFault.Unavailable)] // out_of_memory
    [InlineData("53300", PostgresFault.Unavailable)] // too_many_connections
    [InlineData("25P04", PostgresFault.Unavailable)] // transaction_timeout
    [InlineData("28000", PostgresFault.Unavailable)] // invalid_authorization_specification
    [InlineData("28P01", PostgresFault.Unavailable)] // invalid_password
    [InlineData("3D000", PostgresFault.Unavailable)] // invalid_catalog_name
    [InlineData("55P03", PostgresFault.Unavailable)] // lock_not_available
    [InlineData("57014", PostgresFault.Unavailable)] // query_canceled
    [InlineData("57P04", PostgresFault.Unavailable)] // database_dropped
    [InlineData("58030", PostgresFault.Unavailable)] // io_error
    [InlineData("XX000", PostgresFault.Unavailable)] // internal_error
    [InlineData("XX001", PostgresFault.Unavailable)] // data_corrupted
    [InlineData("XX002", PostgresFault.Unavailable)] // index_corrupted
    [InlineData("22021", PostgresFault.Ours)] // character_not_in_repertoire
    [InlineData("23505", PostgresFault.Ours)] // unique_violation
    [InlineData("25P02", PostgresFault.Ours)] // in_failed_sql_transaction
    [InlineData("26000", PostgresFault.Ours)] // invalid_sql_statement_name
    [InlineData("42501", PostgresFault.Unavailable)] // insufficient_privilege
    [InlineData("42601", PostgresFault.Ours)] // syntax_error
    [InlineData("42P01", PostgresFault.Ours)] // undefined_table
    [InlineData("", PostgresFault.Ours)]
    internal void Each_SQLSTATE_means_one_thing(string state, PostgresFault meaning) => PostgresFaults.OfState(state).Should().Be(meaning);

    [Theory]
    [InlineData("contacts_pkey", PostgresFault.Conflict)]
    [InlineData("contacts_pkey_102008", PostgresFault.Conflict)]
    [InlineData("contacts_by_phone", PostgresFault.Conflict)]
    [InlineData("memberships_in_order", PostgresFault.Ours)]
    [InlineData(null, PostgresFault.Ours)]
    internal void A_contact_that_is_there_after_all_is_a_race_and_no_other_doubled_row_is(string? constraint, PostgresFault meaning) =>
        PostgresFaults.Of(new PostgresException("", "ERROR", "ERROR", "23505", constraintName: constraint)).Should().Be(meaning);

    [Fact]
    public void The_drivers_own_errors_mean_that_the_connection_is_lost_or_that_none_is_free()
    {
        PostgresFaults.Of(new NpgsqlException("cut", new IOException())).Should().Be(PostgresFault.ConnectionLost);
        PostgresFaults.Of(new SocketException()).Should().Be(PostgresFault.ConnectionLost);
        PostgresFaults.Of(new NpgsqlException("pool", new TimeoutException())).Should().Be(PostgresFault.Unavailable);
        PostgresFaults.Of(new InvalidOperationException()).Should().Be(PostgresFault.Ours);
        PostgresFaults.Of(new OperationCanceledException()).Should().Be(PostgresFault.Ours, "who asked for it knows");
    }

    [Fact]
    public void What_is_told_has_the_SQLSTATE_and_nothing_of_what_was_sent()
    {
        var error = new PostgresException("canary", "ERROR", "ERROR", "55P03", detail: "canary", hint: "canary");

        var fault = PostgresFaults.Translate(error)!;

        fault.Kind.Should().Be(StoreFaultKind.Unavailable);
        fault.Message.Should().Contain("55P03").And.NotContain("canary");
        PostgresFaults.Translate(new PostgresException("canary", "ERROR", "ERROR", "23505")).Should().BeNull();
    }
}
