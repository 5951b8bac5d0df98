using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Api.Uploads;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Docs.Phones;

/// <summary>Says of a phone what an upload would say, by the same step of the same road. Nothing is stored.</summary>
internal sealed class PhoneJudge(RowNormaliser normaliser, ServerSettings settings)
{
    private const int LongestCountryCode = 3;

    public PhoneVerdict Judge(PhoneTrial trial)
    {
        var code = settings.DefaultCountryCode;
        if (!string.IsNullOrWhiteSpace(trial.DefaultCountryCode))
        {
            if (!CallingCode.TryParse(trial.DefaultCountryCode, out var own))
            {
                return new PhoneVerdict
                {
                    Reason = RequestFaultCode.UnknownCallingCode,
                    Message = "This is no assigned country calling code. Send one as in “91” for India or “1” for the USA.",
                };
            }

            code = own;
        }

        var row = normaliser.Normalise(new RawRow { Phone = RawText.Of(trial.Phone) }, code);
        return row.Patch is { Phone: var phone }
            ? new PhoneVerdict { Phone = phone.ToString(), CountryCode = CountryCodeOf(phone) }
            : new PhoneVerdict { Reason = UploadAnswer.NameOf(row.Rejected!.Faults[0].Reason), Message = row.Rejected.Faults[0].Message };
    }

    /// <summary>No country code is the beginning of another, so the first that fits is the one.</summary>
    private static string? CountryCodeOf(Phone phone)
    {
        var digits = phone.ToString();
        return Enumerable.Range(1, LongestCountryCode)
            .Select(length => digits[..length])
            .FirstOrDefault(code => CallingCode.TryParse(code, out _));
    }
}
