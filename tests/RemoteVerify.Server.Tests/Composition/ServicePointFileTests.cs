using System.Text;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Server.Composition;

namespace RemoteVerify.Server.Tests.Composition;

public sealed class ServicePointFileTests
{
    [Fact]
    public void DeliveredExample_ServesEveryTenantWithItsDeskFirst()
    {
        ServicePointFile example = ServicePointFile.DeliveredExample();
        AgencyProfile agency = example.Agency(new TenantId("any"))!;
        IReadOnlyList<ServicePoint> points = example.List(new TenantId("any"));
        Assert.Equal(agency.Desk, points[0].Id);
        Assert.All(points, point => Assert.False(string.IsNullOrWhiteSpace(point.Telephone)));
    }

    [Fact]
    public void None_KnowsNoAgency()
    {
        Assert.Null(ServicePointFile.None.Agency(new TenantId("any")));
        Assert.Empty(ServicePointFile.None.List(new TenantId("any")));
    }

    [Theory]
    [InlineData("{", "can't be read")]
    [InlineData("""{"source":"x","agencies":[{"tenant":"a"}]}""", "can't be read")]
    [InlineData("""{"source":"x","agencies":[],"more":1}""", "can't be read")]
    [InlineData("""{"source":"x","agencies":[{"tenant":"a","lines":["A"],"place":"P","system":"S","desk":"d","messageAnswerWorkingDays":2,"messageBasis":"b","servicePoints":[]}]}""", "'desk'")]
    [InlineData("""{"source":"x","agencies":[{"tenant":"a","lines":["A"],"place":"P","system":"S","desk":"d","messageAnswerWorkingDays":0,"messageBasis":"b","servicePoints":[{"id":"d","name":"D","address":"A","hours":"H"}]}]}""", "'messageAnswerWorkingDays'")]
    public void Read_AFaultyFile_SaysWhatIsWrong(string json, string words)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ServicePointFile.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }
}
