<?php
$curl = curl_init("https://contacts.example.com/api/v2/contact-books?status=ACTIVE&limit=50");
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_HTTPHEADER => ["Authorization: Bearer w91_live_xxx"],
]);
$body = curl_exec($curl);
if ($body === false) {
    throw new RuntimeException(curl_error($curl));
}

$answer = json_decode($body, true);
if (!$answer["success"]) {
    throw new RuntimeException($answer["error"]["code"] . ": " . $answer["error"]["message"]);
}

foreach ($answer["data"]["contactBooks"] as $book) {
    echo "$book[uid] $book[name] $book[contactCount]\n";
}
