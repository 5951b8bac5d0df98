using System.Text;
using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>The definitions of custom fields: once a key, and only so many.</summary>
public abstract class CustomFieldContract : StoreContract
{
    private static readonly CustomFieldOrigin ByUpload = new(CustomFieldSource.Upload, "tok_mine");
    private static readonly CustomFieldOrigin ByImport = new(CustomFieldSource.Import, "imp_mine");

    [Fact]
    public async Task A_field_is_defined_with_all_that_is_said_of_it()
    {
        var defined = await DefineAsync(ByUpload, Field("plan ✓", CustomFieldType.Choice, "Basic", "\"Gold\""), Field("visits", CustomFieldType.Number));

        defined.Should().BeEquivalentTo(
            [
                Field("plan ✓", CustomFieldType.Choice, "Basic", "\"Gold\"").ToDefinition(ByUpload, Now),
                Field("visits", CustomFieldType.Number).ToDefinition(ByUpload, Now),
            ],
            options => options.WithStrictOrdering());
        (await ListAsync()).Should().BeEquivalentTo(defined, options => options.WithStrictOrdering());
    }

    [Fact]
    public async Task One_whose_key_is_defined_stays_as_it_was()
    {
        await DefineAsync(ByUpload, Field("visits", CustomFieldType.Number));
        var since = Now;

        var defined = await DefineAsync(ByImport, Field("visits", CustomFieldType.Date) with { Uid = "fld_other" }, Field("Visits", CustomFieldType.Text));

        defined.Select(field => (field.Key, field.Type, field.Origin, field.CreatedAt)).Should().Equal(
            ("visits", CustomFieldType.Number, ByUpload, since), ("Visits", CustomFieldType.Text, ByImport, Now));
        (await ListAsync()).Should().HaveCount(2, "a key is its bytes");
    }

    [Fact]
    public async Task They_come_the_oldest_first_and_of_one_moment_by_their_keys()
    {
        await DefineAsync(ByUpload, Field("b"), Field("a"), Field("é"), Field("Z"));
        await DefineAsync(ByUpload, Field("A"));

        (await ListAsync()).Select(field => field.Key).Should().Equal("Z", "a", "b", "é", "A");
    }

    [Fact]
    public async Task A_change_leaves_what_it_does_not_name()
    {
        await DefineAsync(ByUpload, Field("plan", CustomFieldType.Choice, "Basic", "Gold"), Field("visits"));
        var since = Now;

        var renamed = await ChangeAsync("fld_plan", new CustomFieldChange("Tariff", null, null));
        renamed.Should().BeEquivalentTo(Field("plan", CustomFieldType.Choice, "Basic", "Gold").ToDefinition(ByUpload, since) with { Label = "Tariff", UpdatedAt = Now });

        (await ChangeAsync("fld_plan", new CustomFieldChange(null, CustomFieldType.Choice, ["One"])))!.Choices.Should().Equal("One");
        (await ChangeAsync("fld_plan", new CustomFieldChange(null, CustomFieldType.Choice, null)))!.Choices.Should().Equal("One");
        var text = (await ChangeAsync("fld_plan", new CustomFieldChange(null, CustomFieldType.Text, null)))!;
        (text.Label, text.Type, text.Choices.Count).Should().Be(("Tariff", CustomFieldType.Text, 0));

        (await ListAsync()).Select(field => (field.Key, field.Label, field.Type)).Should().BeEquivalentTo(
            [("plan", "Tariff", CustomFieldType.Text), ("visits", "visits", CustomFieldType.Text)]);
    }

    [Fact]
    public async Task Nobody_finds_or_changes_another_customers()
    {
        var stranger = await NewCustomerAsync();
        await DefineAsync(ByUpload, Field("visits", CustomFieldType.Number));

        (await Store.CustomFields.ListAsync(stranger)).Should().BeEmpty();
        (await Store.CustomFields.ChangeAsync(stranger, "fld_visits", new CustomFieldChange("Taken", null, null), Later(), null, Cancellation))
            .Should().Be(new Written<CustomFieldDefinition>(WriteEnd.BookNotFound));
        (await DefineAsync(stranger, ByUpload, Field("visits", CustomFieldType.Date))).Single().Type.Should().Be(CustomFieldType.Date);
        (await ListAsync()).Single().Type.Should().Be(CustomFieldType.Number);
        (await ChangeAsync("fld_nobodys", new CustomFieldChange("x", null, null))).Should().BeNull();
    }

    [Fact]
    public async Task Past_the_limit_none_is_added_and_those_that_are_there_are_still_told()
    {
        await DefineAsync(ByUpload, [.. Enumerable.Range(0, CustomFieldSet.MaxDefinitions - 1).Select(n => Field($"field {n:D3}"))]);

        (await DefineAsync(ByUpload, Field("x"), Field("y"))).Should().ContainSingle().Which.Key.Should().Be("x");
        (await DefineAsync(ByUpload, Field("field 007"), Field("z"))).Should().ContainSingle().Which.Key.Should().Be("field 007");

        (await ListAsync()).Should().HaveCount(CustomFieldSet.MaxDefinitions);
        (await Store.CustomFields.DefineAsync(Customer, [Field("z")], ByUpload, Later(), null, Cancellation)).End.Should().Be(WriteEnd.BookNotFound);
    }

    [Fact]
    public async Task A_retry_under_its_key_is_given_the_first_answer()
    {
        var keep = new AnswerToKeep<CustomFieldDefinition>(
            new KeyedRequest("POST /custom-fields/x", "mine", new byte[32]), "Custom field updated", field => Encoding.UTF8.GetBytes(field.Label));
        await DefineAsync(ByUpload, Field("visits"));
        await Store.CustomFields.ChangeAsync(Customer, "fld_visits", new CustomFieldChange("First", null, null), Later(), keep, Cancellation);
        await ChangeAsync("fld_visits", new CustomFieldChange("Second", null, null));

        var again = await Store.CustomFields.ChangeAsync(Customer, "fld_visits", new CustomFieldChange("First", null, null), Later(), keep, Cancellation);

        again.End.Should().Be(WriteEnd.Replayed);
        Encoding.UTF8.GetString(again.Answer!.Data.Span).Should().Be("First");
        (await ListAsync()).Single().Label.Should().Be("Second");
    }

    [Fact]
    public async Task The_same_fields_at_once_are_defined_once()
    {
        var keys = Enumerable.Range(0, 20).Select(n => $"field {n:D2}").ToArray();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => DefineAsync(
            Customer, ByUpload, [.. (i % 2 == 0 ? keys : [.. keys.Reverse()]).Select(key => Field(key) with { Uid = $"fld_{i}_{key}" })]))));

        (await ListAsync()).Select(field => field.Key).Should().BeEquivalentTo(keys);
    }

    private static NewCustomField Field(string key, CustomFieldType type = CustomFieldType.Text, params string[] choices) =>
        new($"fld_{key}", key, key, type, choices);

    private Task<IReadOnlyList<CustomFieldDefinition>> DefineAsync(CustomFieldOrigin origin, params NewCustomField[] fields)
    {
        Later();
        return DefineAsync(Customer, origin, fields);
    }

    private async Task<IReadOnlyList<CustomFieldDefinition>> DefineAsync(CustomerId customer, CustomFieldOrigin origin, params NewCustomField[] fields)
    {
        var written = await Store.CustomFields.DefineAsync(customer, fields, origin, Now, null, Cancellation);
        written.End.Should().Be(WriteEnd.Done);
        return written.Value!;
    }

    private async Task<CustomFieldDefinition?> ChangeAsync(string uid, CustomFieldChange change) =>
        (await Store.CustomFields.ChangeAsync(Customer, uid, change, Later(), null, Cancellation)).Value;

    private ValueTask<IReadOnlyList<CustomFieldDefinition>> ListAsync() => Store.CustomFields.ListAsync(Customer);
}
