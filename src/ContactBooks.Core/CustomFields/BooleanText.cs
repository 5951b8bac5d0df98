using System.Collections.Frozen;

namespace ContactBooks.Core.CustomFields;

/// <summary>Which texts say yes or no, in the languages whose headers are known (<c>Mapping/HeaderWords.txt</c>).</summary>
internal static class BooleanText
{
    private const int LongestWord = 12;

    private static readonly FrozenDictionary<string, bool> Words = Make(
        yes:
        [
            "1", "y", "yes", "true", "ja", "j", "wahr", "oui", "vrai", "si", "sí", "sì", "verdadero", "vero", "sim", "s", "verdadeiro",
            "waar", "tak", "prawda", "да", "истина", "evet", "doğru", "ya", "benar",
            "हाँ", "हां", "होय", "হ্যাঁ", "ஆம்", "હા", "ہاں", "نعم", "是", "はい", "예", "네",
        ],
        no:
        [
            "0", "n", "no", "false", "nein", "falsch", "non", "faux", "falso", "não", "nao", "nee", "onwaar", "nie", "fałsz",
            "нет", "ложь", "hayır", "yanlış", "tidak", "salah", "नहीं", "नही", "नाही",
            "না", "இல்லை", "ના", "نہیں", "لا", "否", "いいえ", "아니오", "아니요",
        ]);

    private static readonly FrozenDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a trimmed text says yes or no, and which.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out bool value)
    {
        value = false;
        return text.Length <= LongestWord && Lookup.TryGetValue(text, out value);
    }

    private static FrozenDictionary<string, bool> Make(string[] yes, string[] no) =>
        yes.Select(word => KeyValuePair.Create(word, true)).Concat(no.Select(word => KeyValuePair.Create(word, false)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
