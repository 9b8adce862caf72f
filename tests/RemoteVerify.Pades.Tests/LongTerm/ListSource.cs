using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pades.Tests.LongTerm;

/// <summary>Gives the same revocation lists for every certificate, and counts how often it was asked.</summary>
internal sealed class ListSource(IReadOnlyList<byte[]> lists) : IValidationMaterialSource
{
    public int Asked { get; private set; }

    public Task<ValidationMaterial> GetAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken)
    {
        Asked++;
        return Task.FromResult(new ValidationMaterial([], [.. lists.Select(list => (ReadOnlyMemory<byte>)list)], []));
    }
}
