curl --fail-with-body -sS -X POST \
  "https://contacts.example.com/api/v2/uploads/upl_abc/undo" \
  -H "Authorization: Bearer w91_live_xxx"
