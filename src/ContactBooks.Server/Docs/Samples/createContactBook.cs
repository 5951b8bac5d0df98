using System.Net.Http.Json;
using System.Text.Json;

using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new("Bearer", "w91_live_xxx");

var response = await http.PostAsJsonAsync("https://contacts.example.com/api/v2/contact-books", new
{
    name = "Retail Leads",
    description = "From the spring fair",
    color = "#0f62fe",
});
var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
if (!response.IsSuccessStatusCode)
{
    Console.Error.WriteLine(answer.GetProperty("error"));
    return 1;
}

var book = answer.GetProperty("data").GetProperty("contactBook");
Console.WriteLine($"{book.GetProperty("uid")} {book.GetProperty("name")}");
return 0;
