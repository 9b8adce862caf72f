using System.Globalization;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary>The files of a chip in lines for people; a Vietnamese card's fields in the card's own order and words.</summary>
internal sealed class FileContentsText(TextWriter writer)
{
    public void Write(IReadOnlyList<FileContents> files)
    {
        if (files.Select(file => file.Value).OfType<Dg13>().FirstOrDefault() is { IsEmpty: false } citizen)
        {
            writer.WriteLine("Thẻ căn cước / Identity card (EF.DG13)");
            Write(citizen);
            writer.WriteLine();
        }

        foreach (FileContents file in files)
        {
            writer.WriteLine($"{file.Name}, {file.Bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes{(file.Problem is { } problem ? $": {problem} ({file.Reason})" : "")}");
            Write(file.Value);
        }
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case EfCom com:
                Line("LDS", $"{com.LdsVersion}, Unicode {com.UnicodeVersion}, lists {Groups(com.DataGroups)} (not signed)");
                break;
            case SecurityObject sod:
                Line("Signs", $"{Groups(sod.DataGroups)} (hash {sod.HashAlgorithmOid})");
                break;
            case Dg1 dg1:
                Write(dg1.Mrz);
                break;
            case Dg2 dg2:
                foreach (FaceRecord record in dg2.Records)
                {
                    record.Images.ToList().ForEach(image => Line("Portrait", $"{image.Format}, {image.WidthPixels} x {image.HeightPixels}, {image.Bytes.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes, {record.Encoding}"));
                }

                break;
            case Dg11 dg11:
                Write(dg11);
                break;
            case Dg12 dg12:
                Line("Issued by", dg12.IssuingAuthority);
                Line("Issued on", Day(dg12.Issued));
                Line("Endorsements", dg12.Endorsements);
                break;
            case Dg14 dg14:
                Line("Chip authentication", string.Join(", ", dg14.ChipAuthentication.Select(info => info.Protocol)));
                Line("Active authentication", dg14.ActiveAuthentication?.SignatureAlgorithm);
                Line("PACE", string.Join(", ", dg14.Pace));
                break;
            case Dg15 dg15:
                Line("Key", $"{dg15.AlgorithmOid}, {dg15.SubjectPublicKeyInfo.Length} bytes");
                break;
            case Dg16 dg16:
                dg16.Persons.ToList().ForEach(person => Line("To notify", string.Join(", ", new[] { person.Name, person.Telephone, person.Address }.Where(part => !string.IsNullOrEmpty(part)))));
                break;
        }
    }

    /// <summary>Front of the card first, then its back, then what only the chip says.</summary>
    private void Write(Dg13 citizen)
    {
        Line("Số / No.", citizen.PersonalNumber);
        Line("Họ và tên / Full name", citizen.FullName);
        Line("Ngày sinh / Date of birth", Day(citizen.BirthDate));
        Line("Giới tính / Sex", citizen.Texts.GetValueOrDefault(4));
        Line("Quốc tịch / Nationality", citizen.Nationality);
        Line("Quê quán / Place of origin", citizen.PlaceOfOrigin);
        Line("Nơi thường trú / Place of residence", citizen.Residence);
        Line("Có giá trị đến / Date of expiry", citizen.Texts.GetValueOrDefault(12));
        Line("Đặc điểm nhận dạng / Personal identification", citizen.IdentifyingMarks);
        Line("Ngày cấp / Date of issue", Day(citizen.Issued));
        Line("Dân tộc / Ethnicity", citizen.Ethnicity);
        Line("Tôn giáo / Religion", citizen.Religion);
        Line("Cha, mẹ / Father, mother", string.Join(", ", citizen.Parents.Where(name => name.Length > 0)));
        Line("Vợ, chồng / Spouse", string.Join(", ", citizen.Spouses));
        Line("Số CMND cũ / Old number", citizen.OldNumber);
    }

    private void Write(MachineReadableZone zone)
    {
        Line("Document", $"{zone.Format.ToString().ToUpperInvariant()} {zone.DocumentCode} {zone.IssuingState} {zone.DocumentNumber}");
        Line("Name", $"{zone.Surname}, {zone.GivenNames}{(zone.NamesMayBeTruncated ? " (may be cut off)" : "")}");
        Line("Born, sex, nationality", $"{zone.BirthDate.Text}, {zone.Sex}, {zone.Nationality}");
        Line("Valid until", VietnameseCardMrz.NeverExpires(zone) ? "no end" : zone.ExpiryDate.Text);
        if (!zone.AllChecksPass)
        {
            Line("WRONG CHECK DIGITS", string.Join(", ", zone.Checks.Where(check => !check.Ok).Select(check => check.Field)));
        }
    }

    private void Write(Dg11 details)
    {
        Line("Name", details.FullName);
        Line("Other names", string.Join(", ", details.OtherNames));
        Line("Personal number", details.PersonalNumber);
        Line("Born", $"{Day(details.BirthDate)} {details.PlaceOfBirth}".Trim());
        Line("Address", details.Address);
        Line("Telephone", details.Telephone);
        Line("Profession, title", string.Join(", ", new[] { details.Profession, details.Title }.Where(part => part is not null)));
    }

    private void Line(string label, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            writer.WriteLine($"  {label}: {value}");
        }
    }

    private static string? Day(DateOnly? date) => date?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Groups(IEnumerable<int> numbers) => string.Join(", ", numbers.Select(number => $"DG{number}"));
}
