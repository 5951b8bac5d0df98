<?php
$curl = curl_init("https://contacts.example.com/api/v2/contact-books/grp_abc/contacts/bulk");
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_HTTPHEADER => [
        "Authorization: Bearer w91_live_xxx",
        "Content-Type: application/json",
    ],
    CURLOPT_POSTFIELDS => json_encode([
        "defaultCountryCode" => "91",
        "contacts" => [
            ["phone" => "7000782082", "displayName" => "Asha Rao", "customFields" => ["city" => "Mumbai"]],
            ["phone" => "+44 7400 123456", "displayName" => "Emma Clarke"],
        ],
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

foreach ($answer["data"]["results"] as $row) {
    echo "$row[row] $row[status] " . ($row["reason"] ?? $row["contact"]["phone"]) . "\n";
}
