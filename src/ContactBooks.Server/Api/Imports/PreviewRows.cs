using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Server.Api.Uploads;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Imports;

/// <summary>A preview's rows: the first of them as they would go in, and of all why they would not.</summary>
/// <param name="onlyProblems">Whether the first with something wrong are shown, rather than the first of all.</param>
internal sealed class PreviewRows(bool onlyProblems)
{
    private const int MostShown = 100;

    private readonly List<PreviewRowJson> _shown = [];
    private readonly Dictionary<Phone, int> _placesOfPhones = [];
    private readonly SortedDictionary<string, long> _reasons = new(StringComparer.Ordinal);

    /// <summary>The first rows.</summary>
    public IReadOnlyList<PreviewRowJson> Shown => _shown;

    /// <summary>How many rows would not go in, by the reason.</summary>
    public IReadOnlyDictionary<string, long> Reasons => _reasons;

    /// <summary>Adds a row.</summary>
    /// <param name="row">As it stands in the file.</param>
    /// <param name="mapped">With its warnings.</param>
    /// <param name="normalised">What it came to.</param>
    /// <param name="isFresh">Whether it is the first with its phone.</param>
    public void Add(in FileRow row, in MappedRow mapped, in NormalisedRow normalised, bool isFresh)
    {
        var fault = normalised.Rejected?.Faults[0];
        var refusal =
            fault is not null ? ("INVALID", UploadAnswer.NameOf(fault.Reason), fault.Message) :
            isFresh ? default((string Status, string Reason, string Message)?) :
            ("SKIPPED", "DUPLICATE_IN_FILE", "An earlier row of the file has the same phone.");
        if (refusal is { } why)
        {
            Count(why.Reason);
        }

        if (_shown.Count < MostShown || onlyProblems)
        {
            PreviewWarningJson[] warnings = [.. mapped.Warnings.Select(Told)];
            string[] cells = [.. row.Cells];
            if (refusal is var (status, reason, message))
            {
                _shown.Add(new PreviewRowJson(row.Number, status, cells, warnings, reason, message) { Fault = fault });
                return;
            }

            var phone = normalised.Patch!.Phone;
            _placesOfPhones.Add(phone, _shown.Count);
            _shown.Add(new PreviewRowJson(row.Number, "VALID", cells, warnings, Phone: phone.ToString()));
        }
    }

    /// <summary>Takes note of rows added before that the store would leave out, and of values that are none of their field's choices.</summary>
    public void Note(UploadPlan plan, UploadOutcome outcome, CustomFieldSet definitions)
    {
        for (var i = 0; i < outcome.Contacts.Count; i++)
        {
            NoteChoices(plan.Contacts[i].Patch, definitions);
            if (outcome.Contacts[i].Skipped is not { } skip)
            {
                continue;
            }

            var reason = UploadAnswer.NameOf(skip);
            Count(reason);
            if (_placesOfPhones.TryGetValue(plan.Contacts[i].Patch.Phone, out var place))
            {
                _shown[place] = _shown[place] with { Status = "SKIPPED", Reason = reason, Message = MessageOf(skip), Phone = null };
            }
        }
    }

    /// <summary>Ends a batch, of whose rows nothing more will be known. Where problems are looked for, not before can it be told which have one.</summary>
    public void EndBatch()
    {
        _placesOfPhones.Clear();
        if (onlyProblems)
        {
            _shown.RemoveAll(row => row is { Status: "VALID", Warnings.Count: 0 });
            _shown.RemoveRange(Math.Min(MostShown, _shown.Count), Math.Max(0, _shown.Count - MostShown));
        }
    }

    // Of what doesn't fit, a cell's own look tells all but this.
    private void NoteChoices(ContactPatch patch, CustomFieldSet definitions)
    {
        if (_placesOfPhones.TryGetValue(patch.Phone, out var place))
        {
            var others = CustomFieldCheck.Of(definitions, patch).Where(warning => warning.Code == CustomFieldCheck.NotAChoice)
                .Select(warning => new PreviewWarningJson(warning.Field, warning.Message) { Code = warning.Code });
            _shown[place] = _shown[place] with { Warnings = [.. _shown[place].Warnings, .. others] };
        }
    }

    private void Count(string reason) => _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;

    private static PreviewWarningJson Told(CellWarning warning) =>
        new(warning.Column, warning.Message) { Code = CustomFieldCheck.CodeOf(warning.Type) };

    private static string MessageOf(SkipReason reason) => reason == SkipReason.AlreadyExists
        ? "You have a contact with this phone, and the update policy is createOnly."
        : "You have no contact with this phone, and the update policy is updateOnly.";
}
