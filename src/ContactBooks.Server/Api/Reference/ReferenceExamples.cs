namespace ContactBooks.Server.Api.Reference;

/// <summary>The examples of the reference. A test sends each of them.</summary>
internal static class ReferenceExamples
{
    public const string Upload =
        """
        {
          "defaultCountryCode": "91",
          "contacts": [
            {
              "phone": "7000782082",
              "displayName": "Asha Rao",
              "firstName": "Asha",
              "lastName": "Rao",
              "email": "asha@example.com",
              "companyName": "Acme",
              "customFields": { "city": "Mumbai" }
            }
          ]
        }
        """;

    public const string NewBook =
        """
        { "name": "Retail Leads", "description": "From the spring fair", "color": "#0f62fe" }
        """;

    public const string BookName =
        """
        { "name": "Retail Leads 2026" }
        """;
}
