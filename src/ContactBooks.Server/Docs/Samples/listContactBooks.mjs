const response = await fetch("https://contacts.example.com/api/v2/contact-books?status=ACTIVE&limit=50", {
  headers: { Authorization: "Bearer w91_live_xxx" },
});
const answer = await response.json();
if (!response.ok) throw new Error(`${response.status} ${answer.error.code}: ${answer.error.message}`);

for (const book of answer.data.contactBooks) console.log(book.uid, book.name, book.contactCount);
