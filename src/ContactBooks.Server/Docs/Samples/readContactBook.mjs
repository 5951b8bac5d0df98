const response = await fetch("https://contacts.example.com/api/v2/contact-books/grp_abc", {
  headers: { Authorization: "Bearer w91_live_xxx" },
});
const answer = await response.json();
if (!response.ok) throw new Error(`${response.status} ${answer.error.code}: ${answer.error.message}`);

console.log(answer.data.contactBook.uid, answer.data.contactBook.name);
