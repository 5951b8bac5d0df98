using System.Net.Http.Json;
using System.Text.Json;

using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new("Bearer", "w91_live_xxx");

var response = await http.PostAsJsonAsync("https://contacts.example.com/api/v2/contact-books/grp_abc/contacts/bulk", new
{
    defaultCountryCode = "91",
    contacts = new object[]
    {
        new { phone = "7000782082", displayName = "Asha Rao", customFields = new { city = "Mumbai" } },
        new { phone = "+44 7400 123456", displayName = "Emma Clarke" },
    },
});
var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
if (!response.IsSuccessStatusCode)
{
    Console.Error.WriteLine(answer.GetProperty("error"));
    return 1;
}

foreach (var row in answer.GetProperty("data").GetProperty("results").EnumerateArray())
{
    Console.WriteLine(row);
}
return 0;
