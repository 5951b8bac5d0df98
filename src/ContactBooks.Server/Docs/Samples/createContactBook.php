<?php
$curl = curl_init("https://contacts.example.com/api/v2/contact-books");
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_HTTPHEADER => [
        "Authorization: Bearer w91_live_xxx",
        "Content-Type: application/json",
    ],
    CURLOPT_POSTFIELDS => json_encode([
        "name" => "Retail Leads",
        "description" => "From the spring fair",
        "color" => "#0f62fe",
    ]),
]);
$body = curl_exec($curl);
if ($body === false) {
    throw new RuntimeException(curl_error($curl));
}

$answer = json_decode($body, true);
if (!$answer["success"]) {
    throw new RuntimeException($answer["error"]["code"] . ": " . $answer["error"]["message"]);
}

$book = $answer["data"]["contactBook"];
echo "$book[uid] $book[name]\n";
