using ContactBooks.Core.Phones;

namespace ContactBooks.Server.Statistics;

/// <summary>How many contacts have a phone of a country.</summary>
/// <param name="Code">The country's calling code, which it may share with others.</param>
/// <param name="Contacts">How many.</param>
internal readonly record struct CountryCount(CallingCode Code, long Contacts);
