using System.Globalization;
using System.Text.Json.Nodes;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.IdDocument.Conformance;

/// <summary>Facts of single files.</summary>
internal static class FileFacts
{
    // Two-digit years are read from the corpus' usual time of validation.
    public static readonly DateOnly Reference = new(2026, 11, 1);

    public static JsonObject Parses(Func<object> read)
    {
        try
        {
            read();
            return new JsonObject { ["verdict"] = "parse-ok" };
        }
        catch (IdDocumentFormatException)
        {
            return new JsonObject { ["verdict"] = "reject" };
        }
    }

    public static JsonObject Dg1(ReadOnlyMemory<byte> file)
    {
        MachineReadableZone mrz = Files.Dg1.Read(file).Mrz;
        return new JsonObject
        {
            ["document_number"] = mrz.DocumentNumber,
            ["format"] = mrz.Format.ToString().ToUpperInvariant(),
            ["surname"] = mrz.Surname,
            ["given"] = mrz.GivenNames,
            ["birth"] = Facts.Iso(mrz.BirthDate.ResolveBirth(Reference)),
            ["expiry"] = Facts.Iso(mrz.ExpiryDate.ResolveExpiry(Reference)),
            ["optional"] = mrz.OptionalData,
            ["mrz"] = mrz.Text,
        };
    }

    public static void AddMrz(JsonObject facts, ReadOnlyMemory<byte> file)
    {
        try
        {
            MachineReadableZone mrz = Files.Dg1.Read(file).Mrz;
            facts["mrz"] = mrz.Text;
            facts["mrz_name"] = $"{mrz.Surname.Replace(' ', '<')}<<{mrz.GivenNames.Replace(' ', '<')}".TrimEnd('<');
        }
        catch (IdDocumentFormatException)
        {
            facts["mrz"] = null;
        }
    }

    public static JsonObject Dg2(RowFiles files, bool isBlock)
    {
        try
        {
            IReadOnlyList<FaceRecord> records = isBlock ? [FaceRecord.Read(files.First)] : Files.Dg2.Read(files.First).Records;
            FaceImage[] images = [.. records.SelectMany(record => record.Images)];
            return new JsonObject
            {
                ["verdict"] = "accept",
                ["encoding"] = records[0].Encoding,
                ["formats"] = Facts.Array(images.Select(image => image.Format)),
                ["images"] = images.Length,
                ["image_equals"] = files.Names.Skip(1).FirstOrDefault(name => files.Read(name).Span.SequenceEqual(images[0].Bytes.Span)),
            };
        }
        catch (IdDocumentFormatException)
        {
            return new JsonObject { ["verdict"] = "reject" };
        }
    }

    public static JsonObject Dg13(RowFiles files)
    {
        Dg13 dg13;
        try
        {
            dg13 = Vietnam.Dg13.Read(files.Read("EF_DG13.bin"));
        }
        catch (IdDocumentFormatException)
        {
            return new JsonObject { ["verdict"] = "reject" };
        }

        JsonObject facts = new() { ["verdict"] = dg13.IsEmpty ? "accept-empty" : "accept", ["fields"] = Dg13Fields(dg13) };
        if (files.Find("EF_DG1.bin") is { } dg1)
        {
            MachineReadableZone mrz = Files.Dg1.Read(dg1).Mrz;
            IReadOnlyList<string> differ = CardCrossCheck.Differences(mrz, dg13, Reference);
            facts["mrz"] = mrz.Text;
            facts["cross_check"] = differ.Count == 0 ? "match" : "mismatch";
            facts["fields_differ"] = Facts.Array(differ);
        }

        return facts;
    }

    public static JsonObject Dg13Fields(Dg13 dg13)
    {
        JsonObject fields = [];
        foreach ((int number, string text) in dg13.Texts)
        {
            fields[number.ToString(CultureInfo.InvariantCulture)] = number switch
            {
                13 => Facts.Array(dg13.Parents),
                14 => Facts.Array(dg13.Spouses),
                _ => text,
            };
        }

        return fields;
    }

    public static JsonObject Several(RowFiles files)
    {
        JsonObject facts = [];
        foreach (string name in files.Names)
        {
            ReadOnlyMemory<byte> file = files.Read(name);
            switch (FileName.Recognise(WithoutSuffix(name)))
            {
                case FileName.Com:
                    EfCom com = EfCom.Read(file);
                    facts["com"] = new JsonObject { ["dgs"] = Facts.Array(com.DataGroups), ["lds_version"] = com.LdsVersion, ["unicode_version"] = com.UnicodeVersion };
                    break;
                case "DG1":
                    facts["dg1"] = Dg1(file);
                    break;
                case "DG2":
                    facts["dg2"] = Images(Files.Dg2.Read(file).Images);
                    break;
                case "DG5":
                    facts["dg5"] = Images(DisplayedImages.ReadPortrait(file).Images);
                    break;
                case "DG7":
                    facts["dg7"] = Images(DisplayedImages.ReadSignature(file).Images);
                    break;
                case "DG11":
                    facts["dg11"] = Dg11(Files.Dg11.Read(file));
                    break;
                case "DG12":
                    facts["dg12"] = Dg12(Files.Dg12.Read(file));
                    break;
                case "DG13":
                    facts["dg13"] = Dg13Fields(Vietnam.Dg13.Read(file));
                    break;
                case "DG14":
                    Files.Dg14.Read(file);
                    break;
                case "DG15":
                    Files.Dg15.Read(file).PublicKey();
                    break;
                case "DG16":
                    facts["dg16"] = new JsonObject { ["persons"] = Files.Dg16.Read(file).Persons.Count };
                    break;
                default:
                    throw new IdDocumentFormatException("corpus row", 0, $"no reader for {name}");
            }
        }

        return facts;
    }

    /// <summary>Names such as EF_DG1_TD2.bin: what stands behind the number tells files of one kind apart.</summary>
    private static string WithoutSuffix(string name)
    {
        int mark = name.StartsWith("EF_", StringComparison.OrdinalIgnoreCase) ? name.IndexOf('_', 3) : -1;
        return mark < 0 ? name : name[..mark];
    }

    private static JsonObject Images(IReadOnlyList<FaceImage> images) => new()
    {
        ["images"] = images.Count,
        ["formats"] = Facts.Array(images.Select(image => image.Format)),
        ["format"] = images[0].Format,
    };

    private static JsonObject Dg12(Dg12 details) => new()
    {
        ["issuing_authority"] = details.IssuingAuthority,
        ["date_of_issue"] = Facts.Iso(details.Issued),
        ["issue_date"] = Facts.Iso(details.Issued),
        ["issued"] = Facts.Iso(details.Issued),
        ["endorsements"] = details.Endorsements,
        ["tax_or_exit"] = details.TaxOrExitRequirements,
        ["personalisation_system"] = details.PersonalisationSystem,
    };

    private static JsonObject Dg11(Dg11 details) => new()
    {
        ["name"] = details.FullName,
        ["place_of_birth"] = details.PlaceOfBirth,
        ["profession"] = details.Profession,
        ["telephone"] = details.Telephone,
        ["other_names"] = Facts.Array(details.OtherNames),
        ["personal_number"] = details.PersonalNumber,
        ["birth"] = Facts.Iso(details.BirthDate),
        ["birth_date"] = Facts.Iso(details.BirthDate),
        ["address"] = details.Address,
        ["title"] = details.Title,
        ["personal_summary"] = details.PersonalSummary,
        ["custody"] = details.Custody,
    };
}
