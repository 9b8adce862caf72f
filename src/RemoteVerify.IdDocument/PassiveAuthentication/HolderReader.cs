using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Puts together what the files say about the person.</summary>
internal static class HolderReader
{
    public static Holder? Read(ReadDataGroups groups, DateOnly today)
    {
        if (groups.Dg1?.Mrz is not { } mrz)
        {
            return null;
        }

        string? personalNumber = VietnameseCardMrz.PersonalNumber(mrz) ?? groups.Dg11?.PersonalNumber
            ?? (mrz is { Format: MrzFormat.Td3, IssuingState: "VNM", OptionalData.Length: 12 } ? mrz.OptionalData : null);
        bool dg13Fits = groups.Dg13 is { } candidate && CardCrossCheck.Differences(mrz, candidate, today).Count == 0;
        Dg13? dg13 = dg13Fits ? groups.Dg13 : null;
        return new Holder
        {
            DocumentNumber = VietnameseCardMrz.PersonalNumber(mrz) ?? mrz.DocumentNumber,
            PersonalNumber = personalNumber,
            FullName = dg13?.FullName ?? $"{mrz.Surname} {mrz.GivenNames}".Trim(),
            MrzSurname = mrz.Surname,
            MrzGivenNames = mrz.GivenNames,
            BirthDate = mrz.BirthDate.ResolveBirth(today),
            Sex = mrz.Sex,
            Nationality = mrz.Nationality,
            IssuingState = mrz.IssuingState,
            ExpiryDate = VietnameseCardMrz.NeverExpires(mrz) ? null : mrz.ExpiryDate.ResolveExpiry(today),
            IssuedDate = dg13?.Issued ?? groups.Dg12?.Issued,
            PlaceOfOrigin = dg13?.PlaceOfOrigin ?? groups.Dg11?.PlaceOfBirth,
            Residence = dg13?.Residence ?? groups.Dg11?.Address,
        };
    }

    public static Portrait? ReadPortrait(Dg2? dg2) =>
        dg2?.Images[0] is { } image ? new Portrait(image.Bytes, image.Format, image.WidthPixels, image.HeightPixels) : null;
}
