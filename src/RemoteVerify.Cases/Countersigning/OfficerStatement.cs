using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Countersigning;

/// <summary>What an officer's signature says about the officer, frozen at the moment of signing: on the paper, in the log and in the case.</summary>
/// <param name="FullName">Họ, chữ đệm, tên.</param>
/// <param name="Title">Chức danh.</param>
/// <param name="Organisation">Agency.</param>
/// <param name="Authority">The line above the title, e.g. <c>KT. CHỦ TỊCH</c>; null in one's own right.</param>
/// <param name="DelegationNumber">Number of the document of the delegation; null in one's own right.</param>
/// <param name="RegistrationNumber">Number of the registration with the Department of Justice; null when there is none.</param>
public sealed record OfficerStatement(string FullName, string Title, string Organisation, string? Authority, string? DelegationNumber, string? RegistrationNumber)
{
    /// <summary>The lines of the visible signature, without time and code.</summary>
    public IEnumerable<string> Lines()
    {
        if (Authority is not null)
        {
            yield return Authority;
        }

        yield return Title;
        yield return FullName;
        if (DelegationNumber is not null)
        {
            yield return $"Theo văn bản số {DelegationNumber}";
        }

        if (RegistrationNumber is not null)
        {
            yield return $"Đăng ký chữ ký số: {RegistrationNumber}";
        }
    }

    /// <summary>As a paper prints who signs it.</summary>
    /// <param name="slot">Name of the signature field to make there.</param>
    public PaperSigner ForPaper(string slot) => new(FullName, Title, Authority) { Slot = slot };

    public override string ToString() => "OfficerStatement";

    /// <summary>
    /// The statement of an officer who may sign today with this certificate. A registration or delegation that is there must be valid; a notary's
    /// registration must be there in every case that is no trial.
    /// </summary>
    /// <param name="officer">As registered.</param>
    /// <param name="file">The case.</param>
    /// <param name="certificateSerial">Lower-case hexadecimal; null while a paper is composed and nobody signs yet.</param>
    /// <param name="today">Day in Vietnam.</param>
    public static Outcome<OfficerStatement> Of(OfficerProfile officer, CaseFile file, string? certificateSerial, DateOnly today)
    {
        if (officer.Delegation is { } delegation && !delegation.IsValidOn(today))
        {
            return new Refusal(
                RefusalCode.OfficerDelegationNotValid, "Your authority to sign for another is not valid today. Have the agency register the new document, or let the one with the authority sign.");
        }

        bool registered = officer.Registration is { } registration
            ? registration.IsValidOn(today) && (registration.CertificateSerial is null || certificateSerial is null || registration.CertificateSerial == certificateSerial)
            : file.IsTest || file.Journey != JourneyKind.NotarisedContract;
        return registered
            ? new OfficerStatement(
                officer.FullName, officer.Title, officer.Organisation, officer.Delegation?.Printed, officer.Delegation?.DocumentNumber, officer.Registration?.Number)
            : new Refusal(
                RefusalCode.OfficerRegistrationNotValid,
                "Your signature is not registered with the Department of Justice for today and this certificate. Use the registered certificate, or have the registration renewed and entered.");
    }
}
