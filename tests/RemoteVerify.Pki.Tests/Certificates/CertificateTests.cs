using System.Numerics;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pki.Tests.Certificates;

public sealed class CertificateTests
{
    [Fact]
    public void Read_CertificateByOpenSsl_HasAllFields()
    {
        using OpenSsl openssl = new();
        openssl.Run("req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 40000 -set_serial -5 -utf8 "
            + "-subj \"/C=VN/O=Sở Tư pháp, Hà Nội/CN=Đỗ Đăng Đức/serialNumber=001090000000\" "
            + "-addext keyUsage=critical,digitalSignature,cRLSign,decipherOnly "
            + "-addext extendedKeyUsage=clientAuth,timeStamping -addext basicConstraints=critical,CA:TRUE,pathlen:3 "
            + "-addext crlDistributionPoints=URI:http://a.example/x.crl,URI:http://b.example/y.crl "
            + "-addext authorityInfoAccess=OCSP;URI:http://o.example/,caIssuers;URI:http://i.example/ca.cer -addext noCheck=ignored");
        Certificate certificate = Certificate.ReadPem(File.ReadAllText(openssl.PathOf("cert.pem")))[0];
        Assert.Equal(3, certificate.Version);
        Assert.Equal(-5, new BigInteger(certificate.SerialNumber.Span, isBigEndian: true));
        Assert.Equal("Đỗ Đăng Đức", certificate.Subject.CommonName);
        Assert.Equal("Sở Tư pháp, Hà Nội", certificate.Subject.Organisation);
        Assert.Equal("serialNumber=001090000000, CN=Đỗ Đăng Đức, O=Sở Tư pháp\\, Hà Nội, C=VN", certificate.Subject.ToString());
        Assert.Equal(KeyUsages.DigitalSignature | KeyUsages.CrlSign | KeyUsages.DecipherOnly, certificate.KeyUsage);
        Assert.Equal([Oids.ClientAuthentication, Oids.TimeStamping], certificate.ExtendedKeyUsages);
        Assert.Equal(new BasicConstraints(true, 3), certificate.BasicConstraints);
        Assert.Equal(["http://a.example/x.crl", "http://b.example/y.crl"], certificate.CrlDistributionPoints);
        Assert.Equal(["http://o.example/"], certificate.OcspAddresses);
        Assert.Equal(["http://i.example/ca.cer"], certificate.IssuerAddresses);
        Assert.True(certificate.HasOcspNoCheck);
        Assert.True(certificate.NotAfter.Year > 2100);
        Assert.Equal(certificate.SubjectKeyIdentifier!.Value.ToArray(), certificate.PublicKey.ComputeKeyIdentifier());
        Assert.True(certificate.IsSelfSigned());
        Assert.DoesNotContain("Đức", certificate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void DistinguishedName_StringTypeCaseAndBlanks_DoNotCount()
    {
        DistinguishedName one = DistinguishedName.Read(Convert.FromHexString("3011310f300d06035504030c06412020622063"));
        DistinguishedName other = DistinguishedName.Read(Convert.FromHexString("3010310e300c0603550403130561204220" + "43"));
        Assert.Equal("A  b c", one.CommonName);
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, DistinguishedName.Read(Convert.FromHexString("3010310e300c06035504031305612042" + "4343")));
    }

    [Fact]
    public void ReadPem_OtherBlocksAround_ArePassedOver()
    {
        using OpenSsl openssl = new();
        openssl.Run("req -x509 -newkey rsa:1024 -nodes -keyout key.pem -out cert.pem -subj /CN=A");
        string pem = File.ReadAllText(openssl.PathOf("key.pem")) + "text\n" + File.ReadAllText(openssl.PathOf("cert.pem"));
        Certificate certificate = Assert.Single(Certificate.ReadPem(pem + pem).Distinct());
        Assert.Equal(certificate, Certificate.ReadPem(certificate.ToPem())[0]);
    }
}
