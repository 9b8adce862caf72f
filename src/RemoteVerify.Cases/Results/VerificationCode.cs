using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Cases.Results;

/// <summary>
/// Mã tra cứu: 26 characters of Crockford's base 32, 130 random bits, so that it can't be guessed and can be read out.
/// Who has the code may see the document.
/// </summary>
public sealed record VerificationCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 26;

    private VerificationCode(string plain) => Plain = plain;

    /// <summary>26 characters without separators.</summary>
    public string Plain { get; }

    /// <summary>SHA-256 of <see cref="Plain"/>, by which it is looked up.</summary>
    public Sha256Digest Sha256 => Sha256Digest.Of(Encoding.ASCII.GetBytes(Plain));

    /// <summary>In groups, as printed: <c>XXXXX-XXXXX-XXXXX-XXXXX-XXXXXX</c>.</summary>
    public string Printed => $"{Plain[..5]}-{Plain[5..10]}-{Plain[10..15]}-{Plain[15..20]}-{Plain[20..]}";

    /// <summary>A fresh code.</summary>
    public static VerificationCode New() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Reads a code as people type it: any case, with or without separators, O for 0, I and L for 1.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out VerificationCode? code)
    {
        var plain = new StringBuilder(Length);
        foreach (char c in text is { Length: <= 64 } ? text.ToUpperInvariant() : "")
        {
            char mapped = c switch { 'O' => '0', 'I' or 'L' => '1', _ => c };
            if (mapped is '-' or ' ')
            {
                continue;
            }

            if (!Alphabet.Contains(mapped, StringComparison.Ordinal))
            {
                plain.Clear();
                break;
            }

            plain.Append(mapped);
        }

        code = plain.Length == Length ? new VerificationCode(plain.ToString()) : null;
        return code is not null;
    }

    /// <summary>The code opens a document, so it is not printed into logs.</summary>
    public override string ToString() => "VerificationCode";
}
