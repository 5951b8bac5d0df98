using System.Net.Http.Json;
using System.Text.Json;

using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new("Bearer", "w91_live_xxx");

var response = await http.GetAsync("https://contacts.example.com/api/v2/contact-books?status=ACTIVE&limit=50");
var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
if (!response.IsSuccessStatusCode)
{
    Console.Error.WriteLine(answer.GetProperty("error"));
    return 1;
}

foreach (var book in answer.GetProperty("data").GetProperty("contactBooks").EnumerateArray())
{
    Console.WriteLine($"{book.GetProperty("uid")} {book.GetProperty("name")} {book.GetProperty("contactCount")}");
}
return 0;
