using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>The mappings that imports leave for the next file with the same headers.</summary>
public abstract class RememberedMappingContract : StoreContract
{
    private static readonly MappedColumn Phone = new("Mobile", ColumnField.Phone);

    [Fact]
    public async Task The_mapping_of_an_import_is_found_by_its_headers()
    {
        MappedColumn[] columns =
            [Phone, new("नाम", ColumnField.DisplayName, Update: FieldUpdate.IfEmpty), new("Age", ColumnField.CustomField, "age", CustomFieldType.Number)];

        await ImportAsync("abc", columns);

        (await FindAsync("abc")).Should().Equal(columns);
        (await FindAsync("abd")).Should().BeNull();
    }

    [Fact]
    public async Task The_newest_wins_and_an_import_that_leaves_none_changes_nothing()
    {
        await ImportAsync("abc", Phone);
        await ImportAsync("abc", new MappedColumn("Phone", ColumnField.Phone));
        await CreateAsync(null);

        (await FindAsync("abc")).Should().Equal(new MappedColumn("Phone", ColumnField.Phone));
    }

    [Fact]
    public async Task Customers_have_mappings_of_their_own()
    {
        await ImportAsync("abc", Phone);
        var stranger = await NewCustomerAsync();

        (await Store.Imports.FindMappingAsync(stranger, "abc", Now)).Should().BeNull();
    }

    [Fact]
    public async Task An_import_that_is_not_made_leaves_none()
    {
        var mapping = new RememberedMapping("abc", new ColumnMapping([Phone]));
        var made = await Store.Imports.CreateAsync(
            Customer, new BookId(Book.Id.Value + 1000), new NewImport("imp_mine", null, 1, default) { Remember = mapping }, Later(), null, Cancellation);

        made.End.Should().Be(WriteEnd.BookNotFound);
        (await FindAsync("abc")).Should().BeNull();
    }

    [Fact]
    public async Task It_is_remembered_for_a_year_after_the_last_import_that_used_it()
    {
        await ImportAsync("old", Phone);
        await ImportAsync("used", Phone);
        Now += RememberedMapping.Lifetime - TimeSpan.FromDays(1);
        await ImportAsync("used", Phone);
        Now += TimeSpan.FromDays(2);

        (await FindAsync("old")).Should().BeNull();
        (await FindAsync("used")).Should().NotBeNull();

        while (await Store.MaintainAsync(Now, Cancellation))
        {
        }

        // To a clock of before it is as forgotten as to that of now.
        (await Store.Imports.FindMappingAsync(Customer, "old", Beginning)).Should().BeNull();
        (await FindAsync("used")).Should().NotBeNull();
    }

    [Fact]
    public async Task Of_more_than_200_the_one_that_was_used_least_recently_is_forgotten()
    {
        var stranger = await NewCustomerAsync();
        await ImportAsync(stranger, await NewBookAsync(stranger, "Theirs"), "theirs", Phone);
        for (var i = 0; i < 200; i++)
        {
            await ImportAsync($"{i}", Phone);
        }

        await ImportAsync("0", Phone);
        await ImportAsync("one more", Phone);

        (await FindAsync("1")).Should().BeNull();
        (await FindAsync("0")).Should().NotBeNull();
        (await FindAsync("2")).Should().NotBeNull();
        (await FindAsync("one more")).Should().NotBeNull();
        (await Store.Imports.FindMappingAsync(stranger, "theirs", Now)).Should().NotBeNull();
    }

    [Fact]
    public async Task Imports_made_at_once_leave_a_mapping_each()
    {
        var now = Later();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => CreateAsync(
            Customer, Book, new RememberedMapping($"{i % 4}", new ColumnMapping([new MappedColumn($"{i % 4}", ColumnField.Phone)])), now))));

        for (var i = 0; i < 4; i++)
        {
            (await FindAsync($"{i}")).Should().Equal(new MappedColumn($"{i}", ColumnField.Phone));
        }
    }

    private async Task<IReadOnlyList<MappedColumn>?> FindAsync(string headers) => (await Store.Imports.FindMappingAsync(Customer, headers, Now))?.Columns;

    private Task ImportAsync(string headers, params MappedColumn[] columns) => ImportAsync(Customer, Book, headers, columns);

    private Task ImportAsync(CustomerId customer, Book book, string headers, params MappedColumn[] columns) =>
        CreateAsync(customer, book, new RememberedMapping(headers, new ColumnMapping(columns)), Later());

    private Task CreateAsync(RememberedMapping? mapping) => CreateAsync(Customer, Book, mapping, Later());

    private async Task CreateAsync(CustomerId customer, Book book, RememberedMapping? mapping, DateTimeOffset now)
    {
        var import = new NewImport(PublicUid.New(PublicUid.Import, now), null, 1, "{}"u8.ToArray()) { Remember = mapping };
        (await Store.Imports.CreateAsync(customer, book.Id, import, now, null, Cancellation)).End.Should().Be(WriteEnd.Done);
    }
}
