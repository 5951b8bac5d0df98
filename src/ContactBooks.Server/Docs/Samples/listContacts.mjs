const response = await fetch("https://contacts.example.com/api/v2/contact-books/grp_abc/contacts?search=asha&limit=50", {
  headers: { Authorization: "Bearer w91_live_xxx" },
});
const answer = await response.json();
if (!response.ok) throw new Error(`${response.status} ${answer.error.code}: ${answer.error.message}`);

for (const contact of answer.data.contacts) console.log(contact.phone, contact.displayName);
