using ContactBooks.Core.Mapping;

namespace ContactBooks.Specs.Mapping;

/// <summary>
/// What headers tell, with no cell looked at. Each line: what a file's author writes, and the field that they mean by it.
/// </summary>
public sealed class HeaderReaderSpecs
{
    public static TheoryData<string, string> Headers => Lines("""
        phone: Phone; phone; PHONE; Phone Number; Phone No; Phone No.; Phone#; phone_number; phoneNumber; PhoneNumber; phonenumber; Ph; Ph.; Ph No; Tel; Tel.; Tel No.; Telephone; Telephone Number; Telephone No
        phone: Mobile; Mobile No.; Mobile Number; MobileNo; mobile_no; mobileno; MOBILE NUMBER:; Mobile Number*; Mobile (required); *Mobile; Mob; Mob. No.; Cell; Cell Phone; Cell #; Cellphone; Your mobile no. (required); Mobile Number (with country code); Mobile (+91)
        phone: WhatsApp; Whatsapp; WhatsApp Number; WhatsApp No; whatsapp_number; WhatsappNo; Whats App No.; What's App Number; WA Number; Registered Mobile Number; Customer Mobile; Customer Phone; Client Phone No; Contact Number; Contact No.; ContactNo; Contact Phone; Primary Phone; Phone 1; Phone1; Phone 2; Mobile 2; Phone (2)
        phone: Home Phone; Work Phone; Office Phone; Business Phone; Alternate Phone; Alternate Mobile; Secondary Phone; Other Phone; Landline Phone; msisdn; E.164 Phone; ｐｈｏｎｅ; 📞 Phone; ☎️ Phone; Phone 📱; "Phone"; [Phone]
        phone: फ़ोन; फोन; फोन नंबर; मोबाइल; मोबाइल नंबर; व्हाट्सएप नंबर; संपर्क नंबर; मोबाईल क्रमांक; मोबाईल नंबर; মোবাইল নম্বর; ফোন নম্বর; கைபேசி எண்; தொலைபேசி எண்; મોબાઇલ નંબર; ફોન નંબર; موبائل نمبر; فون نمبر
        phone: هاتف; الهاتف; رقم الهاتف; رقم الجوال; جوال; الموبايل; واتساب; Teléfono; Telefono; Teléfono móvil; Celular; Móvil; Número de teléfono; Telefone; Telemóvel; Número de telefone; Telefone Celular; Téléphone; Tél.; N° de téléphone; Numéro de téléphone; Portable; Téléphone portable; GSM
        phone: Telefon; Telefonnummer; Handy; Handynummer; Handy-Nr.; Mobilnummer; Mobil; Tel.-Nr.; Rufnummer; Cellulare; Numero di telefono; Telefoon; Telefoonnummer; Mobiel; Mobiel nummer; Telefon komórkowy; Numer telefonu; Nr telefonu; Komórka; Телефон; Номер телефона; Мобильный телефон; Моб.; Cep Telefonu; Telefon Numarası; Cep No
        phone: Telepon; No. Telepon; No HP; No. HP; Nomor HP; Nomor WhatsApp; No. WA; 手机; 手机号; 手机号码; 电话; 联系电话; 手機號碼; 電話; 電話番号; 携帯電話; 携帯番号; 휴대폰; 휴대폰번호; 전화번호; 연락처; Số điện thoại; เบอร์โทรศัพท์
        phone: Mobile Phone Number; Phone number (WhatsApp); Contact No (WhatsApp); Celular/WhatsApp; Tel/Mob; Cust Mobile; M. No.; N° tel; Numéro WhatsApp; Nº de teléfono; WhatsApp-Nummer; Mobiltelefonnummer; Telefon privat; Nomor Telepon / HP; 電話番号(携帯); 手机号(必填); 客户电话; 고객 전화번호; رقم الجوال (واتساب); Телефон клиента; Phone__c; phone_e164; What is your phone number?; Best number to reach you (mobile); मोबाइल नं; मो. नंबर
        displayName: Nom du contact; Müşteri Adı Soyadı; 收件人姓名; اسم الزبون; Имя клиента; Full_Name__c; What is your name?; 顧客氏名; Nombre Completo del Cliente; Name Surname
        displayName: Name; NAME; name:; Full Name; FullName; full_name; fullname; Display Name; displayName; Customer Name; CustomerName; customer_name; Client Name; Contact Name; Contact Person; Member Name; Student Name; Guest Name; Patient's Name; Name of Customer; Name of the customer; WhatsApp Name; Your Name; Names
        displayName: नाम; पूरा नाम; ग्राहक का नाम; नाव; পুরো নাম; নাম; பெயர்; નામ; نام; الاسم; الاسم الكامل; اسم العميل; Nombre; Nombre completo; Nombre y apellidos; Nome; Nome completo; Nome e Cognome; Nome e Sobrenome; Nome do cliente; Nom; Nom complet; Nom et prénom; Vor- und Nachname; Kundenname; Nominativo
        displayName: Naam; Volledige naam; Imię i nazwisko; ФИО; Ф.И.О.; Имя; Полное имя; Ad Soyad; Adı Soyadı; İsim; Nama; Nama Lengkap; Nama Pelanggan; 姓名; 客户姓名; 氏名; お名前; 이름; 성명; Họ và tên
        firstName: First Name; FirstName; firstname; first_name; FIRST NAME; First; Fname; F. Name; Given Name; Forename; पहला नाम; الاسم الأول; Prénom; Prenom; Vorname; Voornaam; Imię; Primeiro nome; Primer nombre; Nama Depan; 名
        lastName: Last Name; LastName; lastname; last_name; Last; Surname; SurName; Family Name; L. Name; उपनाम; आडनाव; اسم العائلة; Apellido; Apellidos; Sobrenome; Apelido; Nom de famille; Nachname; Familienname; Cognome; Achternaam; Nazwisko; Фамилия; Soyad; Soyadı; Nama Belakang; 姓
        email: Email; E-mail; E-Mail; e mail; EMAIL; eMail; Email Address; E-mail Address; email_address; emailaddress; Email ID; EmailId; Mail ID; Mail; Customer Email; Work Email; Email 1; ईमेल; ইমেইল; மின்னஞ்சல்; ઈમેલ; ای میل; البريد الإلكتروني; ايميل; Correo; Correo electrónico; Correo Electronico; Endereço de e-mail; Courriel; Adresse e-mail; Adresse mail
        email: E-Mail-Adresse; Mailadresse; Indirizzo e-mail; E-mailadres; Adres e-mail; Почта; Электронная почта; E-posta; E-posta adresi; Alamat Email; Surel; 邮箱; 电子邮件; 電子郵件; メール; メールアドレス; 이메일; 이메일 주소
        companyName: Company; Company Name; companyName; company_name; Organization; Organisation; Organization Name; Organization 1 - Name; Organisation Name; Org; Employer; Business Name; Account Name; Firm Name; कंपनी; कंपनी का नाम; কোম্পানি; الشركة; اسم الشركة; Empresa; Nombre de la empresa; Nome da empresa; Razón social; Société; Entreprise; Raison sociale
        companyName: Company / Organisation; Company Name (if any); Name of company; Shop Name; Firma; Firmenname; Unternehmen; Azienda; Ragione sociale; Bedrijf; Bedrijfsnaam; Nazwa firmy; Компания; Организация; Название компании; Şirket; Şirket Adı; Perusahaan; Nama Perusahaan; 公司; 公司名称; 会社名; 会社; 회사; 회사명
        """);

    /// <summary>Headers with such words in them that nevertheless are no such field.</summary>
    public static TheoryData<string> Traps => new(
    [
        "Phone Type", "Phone 1 - Type", "Phone 1 - Label", "Phone Country Code", "Phone Verified", "Phone Status", "Fax", "Fax Number", "Business Fax", "Home Fax", "Pager", "Mobile Operator",
        "WhatsApp Opt-in", "WhatsApp Opt In Status", "Emergency Contact Number", "Spouse Phone", "Father's Mobile No", "Mother Phone", "Parent Mobile", "Assistant's Phone", "TTY/TDD Phone", "Phone ID",
        "Email Opt-in", "Email Opt Out", "Email Status", "Accepts Email Marketing", "E-mail Type", "E-mail Display Name", "Email Verified", "Manager Email",
        "Name of spouse", "Father Name", "Father's Name", "Mother's Name", "Nickname", "Middle Name", "Name Prefix", "Name Suffix", "Phonetic First Name", "First Name Phonetic", "Username", "User name", "User Name", "Pet Name", "Product Name", "Ad Name", "ad_name", "Form Name", "Campaign name", "Group Name", "City Name", "File As", "Manager's Name", "Vendor Name", "Nombre del padre", "Nom du père",
        "Last contacted", "Last Contacted Date", "Last Seen", "Last Visit", "Last Order", "First Order Date", "First seen", "Last activity date",
        "Contact Owner", "Contact owner", "Contact ID", "ContactId", "Contact Type", "Contact status", "Lead Source", "Lead Status", "Customer ID", "Customer Since Date", "Member ID",
        "Company Size", "Company ID", "Company Address", "Company Website", "Organization Title", "Organization Department", "Job Title", "Title", "Associated Company IDs",
        "Address", "Home Address", "City", "State", "Country", "PIN Code", "Zip", "Postal Code", "Date of Birth", "Birthday", "Notes", "Tags", "Gender", "Age", "Amount", "Total Spent", "GSTIN", "Aadhaar Number", "PAN No", "Order Number", "Invoice No", "Sr No", "S.No.", "Sl. No", "Row ID", "Id", "ID", "uid", "Record ID", "Number of Sales Activities",
        "Ort", "Anrede", "Geburtsdatum", "Straße", "Kundennummer", "Ciudad", "Ville", "Código postal", "Дата рождения", "Город", "शहर", "المدينة", "城市", "住所", "주소", "Kota", "***", "",
    ]);

    public static TheoryData<string> ForTheValues => new(["Contact", "Contacts", "CONTACT", "Number", "No.", "Customer", "Client", "Kontakt", "Contacto", "संपर्क", "客户", "Contact Details", "Name / Phone", "Phone/Email"]);

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_tells_the_field_that_people_mean_by_it(string header, string field)
    {
        var reading = HeaderReader.Read(header);

        reading.Meaning.Should().Be(HeaderMeaning.Field);
        ColumnFields.NameOf(reading.Field).Should().Be(field);
    }

    [Theory]
    [MemberData(nameof(Traps))]
    public void A_header_of_something_else_tells_no_field(string header) =>
        HeaderReader.Read(header).Meaning.Should().NotBe(HeaderMeaning.Field).And.NotBe(HeaderMeaning.Someone);

    [Theory]
    [MemberData(nameof(ForTheValues))]
    public void A_header_that_may_be_a_name_or_a_phone_is_for_the_values_to_tell(string header) =>
        HeaderReader.Read(header).Meaning.Should().Be(HeaderMeaning.Someone);

    [Theory]
    [InlineData("Phone Berlin")]
    [InlineData("Mobile Zentrale")]
    public void A_phone_among_unknown_words_is_a_hint(string header) =>
        HeaderReader.Read(header).Should().Match<HeaderReading>(reading => reading.Meaning == HeaderMeaning.Hint && reading.Field == ColumnField.Phone);

    [Fact]
    public void Mobiles_are_better_than_phones_and_phones_than_those_at_work_and_the_company_s_are_last() =>
        new[] { "Company Phone", "Work Phone", "Phone", "WhatsApp" }.Select(header => HeaderReader.Read(header).Rank)
            .Should().Equal(PhoneRank.Company, PhoneRank.Lesser, PhoneRank.Plain, PhoneRank.Mobile);

    [Theory]
    [InlineData("Phone", 1)]
    [InlineData("Phone 2", 2)]
    [InlineData("phone3", 3)]
    [InlineData("Phone (2)", 2)]
    [InlineData("Phone 1 - Value", 1)]
    [InlineData("Mobile (+91)", 1)]
    public void A_number_in_a_header_is_the_column_s_among_its_like(string header, int copy) => HeaderReader.Read(header).Copy.Should().Be(copy);

    [Fact]
    public void No_word_of_the_table_has_two_meanings() => HeaderWords.Contradictions.Should().BeEmpty();

    private static TheoryData<string, string> Lines(string table)
    {
        var data = new TheoryData<string, string>();
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (field, headers) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            foreach (var header in headers.Split(';', StringSplitOptions.TrimEntries))
            {
                data.Add(header, field);
            }
        }

        return data;
    }
}
