using ContactBooks.Core.Mapping;

namespace ContactBooks.Specs.Mapping;

/// <summary>The exports of programs that people keep contacts in: their headers as these programs write them, and what is meant.</summary>
public sealed class ProgramExportSpecs
{
    [Fact]
    public void Google_Contacts() =>
        Fields(
            "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,"
            + "Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,"
            + "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Website 1 - Label,Website 1 - Value")
            .Should().Be("First Name=firstName; Last Name=lastName; Organization Name=companyName; E-mail 1 - Value=email; Phone 1 - Value=phone; Phone 2 - Value=phone");

    [Fact]
    public void Google_Contacts_before_2024() =>
        Fields(
            "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,"
            + "Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
            + "Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,Organization 1 - Title")
            .Should().Be("Name=displayName; Given Name=firstName; Family Name=lastName; E-mail 1 - Value=email; Phone 1 - Value=phone; Organization 1 - Name=companyName");

    [Fact]
    public void Outlook() =>
        Fields(
            "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,E-mail 3 Address,Home Phone,Home Phone 2,Business Phone,Business Phone 2,Mobile Phone,"
            + "Car Phone,Other Phone,Primary Phone,Pager,Business Fax,Home Fax,Other Fax,Company Main Phone,Callback,Radio Phone,Telex,TTY/TDD Phone,IMAddress,Job Title,Department,Company,Office Location,"
            + "Manager's Name,Assistant's Name,Assistant's Phone,Organizational ID Number,Profession,Hobby,Account,Directory Server,Billing Information,Business Street,Business City,Home Street,Notes,Spouse,"
            + "Children,Anniversary,Birthday,Gender,Location,Personal Web Page,Web Page,Referred By,Sensitivity,Categories")
            .Should().Be(
                "First Name=firstName; Last Name=lastName; E-mail Address=email; Home Phone=phone; Home Phone 2=phone; Business Phone=phone; Business Phone 2=phone; Mobile Phone=phone; Car Phone=phone; "
                + "Other Phone=phone; Primary Phone=phone; Radio Phone=phone; Company=companyName");

    [Fact]
    public void Outlook_s_mobile_comes_before_its_other_phones() =>
        SampleTable.ProposeNames("Home Phone", "Business Phone", "Mobile Phone", "Other Phone", "Primary Phone").PhonesInOrder()
            .Should().Equal("Mobile Phone", "Primary Phone", "Home Phone", "Business Phone", "Other Phone");

    [Fact]
    public void ICloud_whose_cards_are_read_by_their_properties() =>
        Fields("Name,Last name,First name,Middle name,Prefix,Suffix,Nickname,Phone,Phone 2,Email,Email 2,Company,Department,Title,Street,City,Region,Postal code,Country,Birthday,Website,Categories,Note")
            .Should().Be("Name=displayName; Last name=lastName; First name=firstName; Phone=phone; Phone 2=phone; Email=email; Company=companyName");

    [Fact]
    public void HubSpot() =>
        Fields(
            "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,WhatsApp Phone Number,Contact owner,Primary Associated Company ID,Associated Company,Company Name,Last Activity Date,Lead Status,"
            + "Marketing contact status,Create Date,Job Title,City,Associated Company IDs,Number of Sales Activities,Email Domain,Fax Number")
            .Should().Be(
                "First Name=firstName; Last Name=lastName; Email=email; Phone Number=phone; Mobile Phone Number=phone; WhatsApp Phone Number=phone; Associated Company=companyName");

    [Fact]
    public void Zoho_CRM() =>
        Fields(
            "Record Id,Contact Owner.id,Contact Owner,Lead Source,First Name,Last Name,Full Name,Account Name.id,Account Name,Vendor Name.id,Vendor Name,Email,Title,Department,Phone,Home Phone,Other Phone,Fax,Mobile,"
            + "Date of Birth,Assistant,Asst Phone,Email Opt Out,Created By.id,Created By,Modified By,Created Time,Modified Time,Salutation,Last Activity Time,Mailing Street,Mailing City,Skype ID,Secondary Email,Twitter,Reporting To,Tag")
            .Should().Be(
                "First Name=firstName; Last Name=lastName; Full Name=displayName; Account Name=companyName; Email=email; Phone=phone; Home Phone=phone; Other Phone=phone; Mobile=phone");

    [Fact]
    public void Shopify_customers() =>
        Fields(
            "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,"
            + "Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags")
            .Should().Be("First Name=firstName; Last Name=lastName; Email=email; Default Address Company=companyName; Default Address Phone=phone; Phone=phone");

    [Fact]
    public void WhatsApp_group_extractors() =>
        Fields("Phone Number,Formatted Phone,Saved Name,Public Name,Country,Country Code,Group Name,Is Admin,Is My Contact,Is Business,Labels")
            .Should().Be("Phone Number=phone; Formatted Phone=phone; Saved Name=displayName");

    [Fact]
    public void WhatsApp_senders() => Fields("WhatsApp Number,Name,Tags,AllowBroadcast,AllowSMS,Opted In,Created At,Last Seen").Should().Be("WhatsApp Number=phone; Name=displayName");

    [Fact]
    public void Facebook_lead_forms() =>
        Fields("id,created_time,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,form_id,form_name,is_organic,platform,full_name,phone_number,email,company_name,city,lead_status")
            .Should().Be("full_name=displayName; phone_number=phone; email=email; company_name=companyName");

    [Fact]
    public void Mailchimp() =>
        Fields("Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS")
            .Should().Be("Email Address=email; First Name=firstName; Last Name=lastName; Phone Number=phone");

    [Fact]
    public void Salesforce() =>
        Fields("Salutation,First Name,Last Name,Title,Account Name,Mailing Street,Mailing City,Phone,Mobile,Fax,Email,Account Owner,Contact ID,Last Activity,Lead Source")
            .Should().Be("First Name=firstName; Last Name=lastName; Account Name=companyName; Phone=phone; Mobile=phone; Email=email");

    /// <summary>The columns that go to a field of ours, in the table's order.</summary>
    private static string Fields(string header) =>
        string.Join("; ", SampleTable.ProposeNames(header.Split(',')).Columns
            .Where(column => column.Target.Field is not (ColumnField.CustomField or ColumnField.Ignored))
            .Select(column => $"{column.Target.Column}={ColumnFields.NameOf(column.Target.Field)}"));
}
