#!/usr/bin/env php
<?php

// Uploads the contacts of a JSON file into a new contact book, however many there are.
//
//   export CONTACTBOOKS_URL=http://127.0.0.1:5091 CONTACTBOOKS_TOKEN=w91_live_…
//   php upload-contacts.php FILE.json [BOOK NAME]
//
// Needs PHP 8.1 and its curl extension. Exit code: 0 every row is in, 1 the upload failed, 2 it could not begin, 3 rows were refused.

declare(strict_types=1);

const ROWS_PER_REQUEST = 1000; // the most that the server takes

$url = rtrim((string) getenv('CONTACTBOOKS_URL'), '/');
$token = (string) getenv('CONTACTBOOKS_TOKEN');
$patience = getenv('CONTACTBOOKS_PATIENCE') ?: '60'; // seconds after its first try in which a request may be tried again

in_array($argc, [2, 3], true) || refuse('Usage: upload-contacts.php FILE.json [BOOK NAME]');
preg_match('~^https?://.~', $url) || refuse('Set CONTACTBOOKS_URL to the server, as in http://127.0.0.1:5091.');
preg_match('~^[\w.\~+/=-]+$~D', $token) || refuse('Set CONTACTBOOKS_TOKEN to an API token, as in w91_live_….');
preg_match('~^[1-9]\d*$~D', $patience) || refuse('Set CONTACTBOOKS_PATIENCE to whole seconds, or not at all.');
$name = $argv[2] ?? 'Retail Leads';
$upload = readUpload($argv[1]);
$chunks = array_chunk($upload->contacts, ROWS_PER_REQUEST);
$total = count($upload->contacts);

$api = new Api($url, $token, (int) $patience);
$run = bin2hex(random_bytes(16));
$sum = ['created' => 0, 'updated' => 0, 'skipped' => 0, 'invalid' => 0];
try {
    $book = $api->post("Book \"$name\"", '/api/v2/contact-books', "$run-book", (object) ['name' => $name])->contactBook;
    echo "Book $book->uid \"$book->name\"\n";

    foreach ($chunks as $number => $chunk) {
        $before = $number * ROWS_PER_REQUEST;
        $what = sprintf('Rows %d to %d', $before + 1, $before + count($chunk));
        $upload->contacts = $chunk;
        $data = $api->post($what, "/api/v2/contact-books/$book->uid/contacts/bulk", "$run-$before", $upload);
        foreach ($data->results as $result) {
            if (in_array($result->status, ['SKIPPED', 'INVALID'], true)) {
                $message = isset($result->message) ? ": $result->message" : '';
                echo 'Row ', $before + $result->row, ": $result->status $result->reason ", $result->phone ?? '-', "$message\n";
            }
        }

        foreach ($sum as $status => $count) {
            $sum[$status] = $count + $data->summary->$status;
        }
    }
} catch (UploadFailed $failure) {
    fwrite(STDERR, $failure->getMessage() . "\n");
    fprintf(STDERR, "The upload failed. Surely in: %d of %d rows.\n", $sum['created'] + $sum['updated'], $total);
    exit(1);
}

echo "$total rows: {$sum['created']} created, {$sum['updated']} updated, {$sum['skipped']} skipped, {$sum['invalid']} invalid\n";
exit($sum['invalid'] === 0 ? 0 : 3);

function refuse(string $message): never
{
    fwrite(STDERR, "$message\n");
    exit(2);
}

function readUpload(string $file): object
{
    $text = is_file($file) ? @file_get_contents($file) : false;
    $text !== false || refuse("$file cannot be read.");
    try {
        $content = json_decode($text, flags: JSON_THROW_ON_ERROR); // into objects: as an array {} would become []
    } catch (JsonException) {
        refuse("$file is not JSON.");
    }

    $content = is_array($content) ? (object) ['contacts' => $content] : $content;
    $rows = is_object($content) ? $content->contacts ?? null : null;
    if (!is_array($rows) || $rows === []) {
        refuse("$file has no rows: it must be an array of contacts, or an object with one named \"contacts\".");
    }

    return $content;
}

final class UploadFailed extends Exception
{
}

final class Api
{
    private readonly CurlHandle $curl; // one for all requests, so that they share a connection

    public function __construct(private readonly string $url, private readonly string $token, private readonly int $patience)
    {
        $this->curl = curl_init();
    }

    /**
     * Posts it, again as long as that may help, and returns the answer's data. The key stays the same: if the server had done
     * it and only its answer was lost, it does nothing a second time and gives that answer.
     */
    public function post(string $what, string $path, string $key, object $content): object
    {
        $body = json_encode($content, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION);
        $giveUpAt = microtime(true) + $this->patience;
        for ($backoff = 0.5;; $backoff = min(2 * $backoff, 8)) {
            [$status, $answer, $retryAfter] = $this->attempt($path, $key, $body);
            if ($status === 200 && isset($answer->data)) {
                return $answer->data;
            }

            $error = $answer->error ?? null;
            $problem = match (true) {
                $status === 0 => 'no answer (' . curl_error($this->curl) . ')',
                isset($error->code) => "HTTP $status $error->code: $error->message (request id {$answer->metadata->requestId})",
                default => "HTTP $status without an answer of this API",
            };

            // No answer or a broken one, too many requests, a server that is starting, stopping or without its database; and
            // 409 where our own first try, whose answer we lost, is still under way.
            $again = in_array($status, [0, 200, 429, 502, 503, 504], true) || ($error->code ?? '') === 'REQUEST_IN_PROGRESS';

            // Never sooner than the server asks; longer each time, and by chance, so that many clients don't come all at once.
            $wait = max($retryAfter, $backoff * (1 + mt_rand() / mt_getrandmax()));
            if (!$again || microtime(true) + $wait > $giveUpAt) {
                $details = array_map(fn (object $detail) => "\n  $detail->path: $detail->message", $error->details ?? []);
                throw new UploadFailed("$what: $problem" . implode($details));
            }

            fprintf(STDERR, "%s: %s; trying again in %.1f s\n", $what, $problem, $wait);
            usleep((int) ($wait * 1_000_000));
        }
    }

    /** @return array{int, mixed, int} the HTTP status, 0 where no answer came; the answer; the seconds of Retry-After */
    private function attempt(string $path, string $key, string $body): array
    {
        $retryAfter = 0;
        curl_setopt_array($this->curl, [
            CURLOPT_URL => $this->url . $path,
            CURLOPT_POSTFIELDS => $body,
            CURLOPT_HTTPHEADER => ["Authorization: Bearer $this->token", 'Content-Type: application/json', "Idempotency-Key: $key"],
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_TIMEOUT_MS => $this->patience * 500,
            CURLOPT_HEADERFUNCTION => function (CurlHandle $curl, string $line) use (&$retryAfter): int {
                $retryAfter = preg_match('/^Retry-After: *(\d+)/i', $line, $match) ? (int) $match[1] : $retryAfter;
                return strlen($line);
            },
        ]);
        $text = curl_exec($this->curl);
        return $text === false ? [0, null, 0] : [curl_getinfo($this->curl, CURLINFO_RESPONSE_CODE), json_decode($text), $retryAfter];
    }
}
