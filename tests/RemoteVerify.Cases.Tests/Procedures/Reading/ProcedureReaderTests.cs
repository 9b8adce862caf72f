using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Reading;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Tests.Procedures.Reading;

public sealed class ProcedureReaderTests
{
    [Fact]
    public void Read_WithManyFaults_NamesAllAtOnceByPointer()
    {
        DataReading<Procedure> reading = DeliveredFiles.Changed("certified-copy-paper", members =>
        {
            members["presence"] = "Remote";
            members["minimumAssurance"] = 9;
            members["hasIntake"] = "yes";
            members["effectiveFrom"] = "1/11/2025";
            members["surprise"] = 1;
            members.Remove("legalReview");
            members["steps"]![2]!.AsObject().Remove("legalReason");
            members["papers"]![0]!["source"]!["provider"] = "population";
            members["fees"]!["lines"]![0]!["unit"] = "Sheet";
        });

        Assert.Null(reading.Value);
        Assert.Equal(
            [
                " shape.missing", "/effectiveFrom shape.pattern", "/fees/lines/0/unit shape.value", "/hasIntake shape.type", "/minimumAssurance shape.range",
                "/papers/0/source/provider shape.unknown", "/presence shape.value", "/steps/2 shape.missing", "/surprise shape.unknown",
            ],
            reading.Faults.Select(f => $"{f.Pointer} {f.Rule}").Order(StringComparer.Ordinal));
        Assert.Contains("\"legalReview\" is missing", reading.Faults.First(f => f.Pointer.Length == 0).Message, StringComparison.Ordinal);
        Assert.Contains("None, AtOffice, OfficerAtVenue, RemoteVerified", reading.Faults.First(f => f.Pointer == "/presence").Message, StringComparison.Ordinal);
        Assert.Contains("2026-12-31", reading.Faults.First(f => f.Pointer == "/effectiveFrom").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "file.no-json")]
    [InlineData("{", "file.no-json")]
    [InlineData("[]", "file.no-object")]
    [InlineData("null", "file.no-object")]
    [InlineData("{\"code\":\"a\",\"code\":\"b\"}", "file.no-json")]
    [InlineData("{\"code\":\"\\ud800\"}", "file.no-text")]
    [InlineData("{\"\\ud800\":1}", "file.no-text")]
    [InlineData("[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", "file.no-json")]
    public void Read_OfWhatIsNoVersion_SaysSoWithoutThrowing(string text, string rule) =>
        Assert.Equal(rule, Assert.Single(ProcedureReader.Read(Encoding.UTF8.GetBytes(text)).Faults).Rule);

    [Fact]
    public void Read_OfAHugeFile_IsRefusedUnread() => Assert.Equal("file.too-large", Assert.Single(ProcedureReader.Read(new byte[DataReader.MaximumBytes + 1]).Faults).Rule);

    [Fact]
    public void Read_OfADayThatDoesNotExist_PointsAtIt()
    {
        DataFault fault = Assert.Single(DeliveredFiles.Changed("marital-certificate", m => m["effectiveFrom"] = "2026-02-31").Faults);

        Assert.Equal(("/effectiveFrom", "value.impossible"), (fault.Pointer, fault.Rule));
    }

    [Theory]
    [InlineData("Hợp đồng", "text.not-nfc")]
    [InlineData("Hợp\u200bđồng", "text.invisible")]
    [InlineData("Hợp đồng\n", "text.spaces")]
    public void Read_OfATextThatCantBePrinted_IsRefused(string text, string rule)
    {
        string written = rule == "text.not-nfc" ? text.Normalize(NormalizationForm.FormD) : text;
        DataReading<Procedure> reading = DeliveredFiles.Changed("marital-certificate", m => m["titleVi"] = written);

        Assert.Contains(reading.Faults, f => f.Pointer == "/titleVi" && f.Rule == rule);
    }

    [Fact]
    public void Canonical_OfTheSameDataWrittenOtherwise_IsTheSame()
    {
        DataReading<Procedure> original = ProcedureReader.Read(DeliveredFiles.Bytes("marital-certificate"));
        JsonObject turned = new(DeliveredFiles.Members("marital-certificate").Where(m => m.Key != "$schema").Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        byte[] spaced = [.. Encoding.UTF8.Preamble, .. JsonSerializer.SerializeToUtf8Bytes(turned, new JsonSerializerOptions { WriteIndented = true })];

        Assert.True(original.Canonical.Span.SequenceEqual(ProcedureReader.Read(spaced).Canonical.Span));
    }

    /// <summary>What was stored is read back as it was read in.</summary>
    [Fact]
    public void Trusted_OfCanonical_IsTheSameVersion()
    {
        foreach (string code in DeliveredFiles.Codes)
        {
            DataReading<Procedure> reading = ProcedureReader.Read(DeliveredFiles.Bytes(code));
            Procedure again = DataReader.Trusted<Procedure>(reading.Canonical.Span);
            Assert.Equal(JsonSerializer.Serialize(reading.Value), JsonSerializer.Serialize(again));
        }
    }

    /// <summary>Whatever is done to a file: faults or a version, never an exception.</summary>
    [Fact]
    public void Read_OfChangedBytes_NeverThrows()
    {
        var random = new Random(20261129);
        byte[][] seeds = [.. DeliveredFiles.Codes.Select(DeliveredFiles.Bytes)];
        int faulty = 0;
        for (int i = 0; i < 150; i++)
        {
            byte[] changed = [.. seeds[i % seeds.Length]];
            for (int j = random.Next(1, 4); j > 0; j--)
            {
                int at = random.Next(changed.Length);
                switch (random.Next(4))
                {
                    case 0: changed[at] = (byte)random.Next(256); break;
                    case 1: changed = [.. changed[..at], .. changed[Math.Min(changed.Length, at + random.Next(1, 40))..]]; break;
                    case 2: changed = [.. changed[..at], .. changed[..Math.Min(changed.Length, 60)], .. changed[at..]]; break;
                    default: changed = changed[..Math.Max(1, at)]; break;
                }
            }

            DataReading<Procedure> reading = ProcedureReader.Read(changed);
            Assert.True(reading.Value is not null || reading.Faults.Count > 0);
            faulty += reading.Faults.Count > 0 ? 1 : 0;
        }

        Assert.True(faulty > 110, $"only {faulty} of 150 changes were noticed");
    }

    /// <summary>The words of the schema and those of the code are the same.</summary>
    [Fact]
    public void Schema_EveryListOfWords_IsThatOfTheCode()
    {
        JsonNode definitions = JsonNode.Parse(DataSchema.Procedure.Text)!["$defs"]!;
        JsonNode root = JsonNode.Parse(DataSchema.Procedure.Text)!["properties"]!;

        Assert.Equal(Enum.GetNames<PresencePolicy>(), Words(root["presence"]));
        Assert.Equal(Enum.GetNames<JourneyKind>(), Words(root["journey"]));
        Assert.Equal(Enum.GetNames<PortraitSource>(), Words(definitions["portrait"]!["properties"]!["source"]));
        Assert.Equal(Enum.GetNames<FormFieldType>(), Words(definitions["formField"]!["properties"]!["type"]));
        Assert.Equal(Enum.GetNames<FormSource>(), Words(definitions["formField"]!["properties"]!["filledFrom"]!["items"]));
        Assert.Equal(Enum.GetNames<PaperSourceKind>(), Words(definitions["paper"]!["properties"]!["source"]!["properties"]!["kind"]));
        Assert.Equal(Enum.GetNames<PaperFallback>(), Words(definitions["paper"]!["properties"]!["source"]!["properties"]!["whenFailed"]));
        Assert.Equal(Enum.GetNames<SlotSigner>(), Words(definitions["slot"]!["properties"]!["signer"]));
        Assert.Equal(Enum.GetNames<SignatureKind>(), Words(definitions["slot"]!["properties"]!["accepts"]!["items"]));
        Assert.Equal(Enum.GetNames<FeeUnit>(), Words(definitions["fees"]!["properties"]!["lines"]!["items"]!["properties"]!["unit"]));
        Assert.Equal(Enum.GetNames<StepPlace>(), Words(definitions["step"]!["properties"]!["where"]));
        Assert.Equal(Enum.GetNames<CopyRoad>(), Words(definitions["storedCopy"]!["properties"]!["roads"]!["items"]!["properties"]!["road"]));
        Assert.Equal(Enum.GetNames<SourceCertainty>(), Words(definitions["certainty"]));
        Assert.Equal(Enum.GetNames<ReviewStatus>(), Words(definitions["legalReview"]!["properties"]!["status"]));
        Assert.All(Words(definitions["timeLimit"]!["properties"]!["stopsIn"]!["items"]), word => Assert.Contains(word, Enum.GetNames<CaseStatus>()));
    }

    private static IEnumerable<string> Words(JsonNode? schema) => schema!["enum"]!.AsArray().Select(word => word!.GetValue<string>());
}
