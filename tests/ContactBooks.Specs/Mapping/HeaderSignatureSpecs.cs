using ContactBooks.Core.Mapping;
using CsCheck;

namespace ContactBooks.Specs.Mapping;

/// <summary>What a set of headers is known by.</summary>
public sealed class HeaderSignatureSpecs
{
    [Theory]
    [InlineData("Mobile No.|First Name", "mobile_no|firstName")]
    [InlineData("Prénom|Téléphone", "PRENOM|TELEPHONE:")]
    [InlineData("फ़ोन|नाम", "फोन|नाम")]
    [InlineData("Name *|Phone (required)", "name|phone required")]
    [InlineData("ＮＡＭＥ", "Name")]
    public void The_same_headers_written_a_little_otherwise_have_one_signature(string one, string other) =>
        HeaderSignature.Of(one.Split('|')).Should().Be(HeaderSignature.Of(other.Split('|')));

    [Theory]
    [InlineData("Name|Phone", "Phone|Name")]
    [InlineData("Name|Phone", "Name|Phone|City")]
    [InlineData("First Name|Phone", "First|Name|Phone")]
    [InlineData("Phone", "Phone|")]
    [InlineData("Phone 1", "Phone 2")]
    [InlineData("नाम", "फोन")]
    public void Other_headers_or_another_order_have_another(string one, string other) =>
        HeaderSignature.Of(one.Split('|')).Should().NotBe(HeaderSignature.Of(other.Split('|')));

    [Fact]
    public void A_signature_is_the_same_in_every_version() =>
        // printf 'mobile no\nprenom\n' | sha256sum | cut -c 1-32
        HeaderSignature.Of(["Mobile No.", "Prénom"]).Should().Be("5f479d8ab0990233ec9262cb9728fea2");

    [Fact]
    public void Any_headers_have_one() =>
        Gen.String.Array.Sample(headers => HeaderSignature.Of(headers).Length == 32 && HeaderSignature.Of(headers) == HeaderSignature.Of([.. headers]));
}
