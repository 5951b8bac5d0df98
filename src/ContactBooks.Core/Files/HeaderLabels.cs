using System.Collections.Frozen;

namespace ContactBooks.Core.Files;

/// <summary>
/// Words that columns of contacts are named with, in some languages. They decide only where the values don't: in a file of texts alone,
/// or with a header alone. What field a column is for is found elsewhere.
/// </summary>
internal static class HeaderLabels
{
    // Longer texts with such a word in them are titles and notes.
    private const int LongestLabel = 40;

    private static readonly char[] Separators = [' ', '_', '.', '/', '(', ')', ':', '-', '*', '#'];

    private static readonly FrozenSet<string> Words = new[]
    {
        "name", "names", "firstname", "lastname", "fullname", "displayname", "first", "surname", "phone", "phones", "mobile", "telephone", "tel",
        "cell", "cellphone", "whatsapp", "contact", "number", "email", "mail", "e-mail", "company", "organization", "organisation", "city", "address",
        "country", "notes", "birthday", "title", "id", "tags",
        "nome", "nombre", "apellido", "apellidos", "sobrenome", "cognome", "telefone", "teléfono", "telefono", "celular", "móvil", "correo",
        "empresa", "cidade", "ciudad", "nom", "prénom", "téléphone", "portable", "courriel", "société", "ville", "vorname", "nachname", "telefon",
        "handy", "mobilnummer", "firma", "stadt", "ad", "soyad", "telepon", "nama", "имя", "фамилия", "телефон", "почта", "город", "اسم", "الاسم", "هاتف",
        "جوال", "नाम", "फ़ोन", "फोन", "मोबाइल", "ईमेल", "शहर", "姓名", "名前", "电话", "電話", "手机", "이름", "전화",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text has one of the words in it, whole: <c>Mobile No.</c>, <c>first_name</c>, <c>E-mail 1 - Value</c>.</summary>
    public static bool IsLabel(string cell)
    {
        var text = ColumnNames.Tidy(cell);
        return text.Length is > 0 and <= LongestLabel && !CellShape.IsValue(text)
            && (Words.Contains(text) || text.Split(Separators).Any(Words.Contains));
    }
}
