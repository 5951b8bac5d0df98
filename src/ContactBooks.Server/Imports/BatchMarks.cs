using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Phones;

namespace ContactBooks.Server.Imports;

/// <summary>What is counted of a batch's contacts besides what becomes of them.</summary>
/// <param name="Suppressed">Those of its phones that are suppressed.</param>
/// <param name="Definitions">What its custom fields are meant to be.</param>
internal sealed record BatchMarks(IReadOnlySet<Phone> Suppressed, CustomFieldSet Definitions);
