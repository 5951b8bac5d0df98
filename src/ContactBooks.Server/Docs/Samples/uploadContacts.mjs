const response = await fetch("https://contacts.example.com/api/v2/contact-books/grp_abc/contacts/bulk", {
  method: "POST",
  headers: {
    Authorization: "Bearer w91_live_xxx",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    defaultCountryCode: "91",
    contacts: [
      { phone: "7000782082", displayName: "Asha Rao", customFields: { city: "Mumbai" } },
      { phone: "+44 7400 123456", displayName: "Emma Clarke" },
    ],
  }),
});
const answer = await response.json();
if (!response.ok) throw new Error(`${response.status} ${answer.error.code}: ${answer.error.message}`);

for (const row of answer.data.results) console.log(row.row, row.status, row.reason ?? row.contact.phone);
