using System.Net.Http.Json;
using System.Text.Json;

using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new("Bearer", "w91_live_xxx");

var response = await http.GetAsync("https://contacts.example.com/api/v2/contact-books/grp_abc/contacts?search=asha&limit=50");
var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
if (!response.IsSuccessStatusCode)
{
    Console.Error.WriteLine(answer.GetProperty("error"));
    return 1;
}

foreach (var contact in answer.GetProperty("data").GetProperty("contacts").EnumerateArray())
{
    Console.WriteLine($"{contact.GetProperty("phone")} {contact.GetProperty("displayName")}");
}
return 0;
