namespace ContactBooks.Specs.Store;

/// <summary>The key ring that all nodes share.</summary>
public abstract class KeyRingContract : StoreContract
{
    [Fact]
    public async Task Keys_come_back_as_they_were_given_the_oldest_first()
    {
        await Store.KeyRing.AddAsync("key-b", "<key id=\"b\">é</key>", Later());
        await Store.KeyRing.AddAsync("revocation-a", "<revocation/>", Later());
        await Store.KeyRing.AddAsync("key-a", "<key id=\"a\" />", Later());

        (await Store.KeyRing.ListAsync()).Should().Equal("<key id=\"b\">é</key>", "<revocation/>", "<key id=\"a\" />");
    }

    [Fact]
    public async Task One_that_is_there_stays_as_it_is()
    {
        (await Store.KeyRing.ListAsync()).Should().BeEmpty();
        await Store.KeyRing.AddAsync("key-a", "<first/>", Later());
        await Store.KeyRing.AddAsync("key-a", "<second/>", Later());

        (await Store.KeyRing.ListAsync()).Should().Equal("<first/>");
    }
}
