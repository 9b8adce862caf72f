using RemoteVerify.Cases.Signing;

namespace RemoteVerify.Cases.Papers;

/// <summary>A finished paper that nobody has signed yet.</summary>
/// <param name="Pdf">Tagged PDF/A.</param>
/// <param name="Pages">Number of pages.</param>
/// <param name="TemplateId">The template whose words it carries.</param>
/// <param name="TemplateVersion">Its version.</param>
/// <param name="IsMarked">True when every page says that it is a trial.</param>
/// <param name="Slots">The signature fields that belong on it, in the order of signing; hand them to <c>IDocumentIntake.Take</c> before the first signature.</param>
public sealed record ComposedPaper(
    ReadOnlyMemory<byte> Pdf, int Pages, string TemplateId, string TemplateVersion, bool IsMarked, IReadOnlyList<SignatureSlot> Slots)
{
    public override string ToString() => $"ComposedPaper {TemplateId} {TemplateVersion}";
}

/// <summary>Composes papers. A missing field, an unknown template or an unreadable source is a refusal, never an empty place.</summary>
public interface IPaperComposer
{
    Outcome<ComposedPaper> Compose(PaperOrder order);
}
