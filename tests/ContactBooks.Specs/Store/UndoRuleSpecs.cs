using ContactBooks.Core.History;

namespace ContactBooks.Specs.Store;

/// <summary>Which contacts stay as they are when a change is taken back.</summary>
public sealed class UndoRuleSpecs
{
    private const long At = 1000;

    [Theory]
    [InlineData(ChangeEffects.Created, 1000, 1, 1000L, null)]
    [InlineData(ChangeEffects.Created, 1001, 1, 1000L, KeptReason.Edited)]
    [InlineData(ChangeEffects.Created, 1000, 2, 1000L, KeptReason.Linked)]
    [InlineData(ChangeEffects.Created, 1000, 0, null, KeptReason.Unlinked)]
    [InlineData(ChangeEffects.Created, 1000, 1, null, KeptReason.Unlinked)]
    [InlineData(ChangeEffects.Created, 1000, 1, 1001L, KeptReason.Unlinked)]
    [InlineData(ChangeEffects.Changed, 1000, 3, null, null)]
    [InlineData(ChangeEffects.Changed, 999, 3, 1000L, KeptReason.Edited)]
    [InlineData(ChangeEffects.Linked, 1000, 2, 1000L, null)]
    [InlineData(ChangeEffects.Linked, 1001, 2, 1000L, KeptReason.Edited)]
    [InlineData(ChangeEffects.Linked, 1000, 1, null, KeptReason.Unlinked)]
    [InlineData(ChangeEffects.Linked, 1000, 2, 1001L, KeptReason.Unlinked)]
    [InlineData(ChangeEffects.Changed | ChangeEffects.Linked, 1000, 2, 1000L, null)]
    [InlineData(ChangeEffects.Changed | ChangeEffects.Linked, 1000, 1, null, KeptReason.Unlinked)]
    public void A_contact_is_kept_unless_it_is_as_the_change_left_it(ChangeEffects effects, long updatedAt, int books, long? linkedAt, KeptReason? expected)
    {
        var entry = new ChangeEntry { Uid = default, Effects = effects, UpdatedAt = 1000 };

        UndoRule.WhyKept(entry, At, new FoundContact(updatedAt, books, linkedAt), hasBooks: false).Should().Be(expected);
    }

    [Fact]
    public void One_that_is_no_longer_there_is_told_of() =>
        UndoRule.WhyKept(new ChangeEntry { Uid = default, Effects = ChangeEffects.Changed, UpdatedAt = 1000 }, At, null, hasBooks: false)
            .Should().Be(KeptReason.Deleted);

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, KeptReason.BookDeleted)]
    public void One_comes_back_only_into_a_book_that_is_there(bool hasBooks, KeptReason? expected)
    {
        var gone = new ChangeEntry { Uid = default, Effects = ChangeEffects.Deleted, UpdatedAt = 1000 };
        var unlinked = new ChangeEntry { Uid = default, Effects = ChangeEffects.Unlinked, UpdatedAt = 1000 };

        UndoRule.WhyKept(gone, At, null, hasBooks).Should().Be(expected);
        UndoRule.WhyKept(unlinked, At, new FoundContact(1001, 1, null), hasBooks).Should().Be(expected);
    }
}
