using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Results;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Check;

/// <summary>The public check of a code or a file, for anyone and without script. A file stays in memory and is gone with the answer.</summary>
[RequestSizeLimit(LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestForm, MemoryBufferThreshold = LargestForm, ValueCountLimit = 8, ValueLengthLimit = 4096)]
public sealed class IndexModel(CheckDocument act, AuthorityKeys keys, PageTexts texts, TimeProvider time) : PageModel
{
    private const int LargestForm = CheckDocument.MaximumBytes + 65_536;

    public CheckReport? Report { get; private set; }

    /// <summary>What is wrong with what was sent; nothing when nothing is.</summary>
    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public string? FileName { get; private set; }

    public string? Code { get; private set; }

    /// <summary>Sends a readable code to its own address, where the QR codes lead too.</summary>
    public IActionResult OnPostCode(string? code)
    {
        if (VerificationCode.TryParse(code, out VerificationCode? read))
        {
            return LocalRedirect($"/check/{read.Printed}");
        }

        Code = code;
        return Wrong("code", CheckWords.Of(new Refusal(RefusalCode.VerificationCodeMalformed, string.Empty)));
    }

    public async Task<IActionResult> OnPostFileAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null || file.Length == 0)
        {
            return Wrong("file", texts["public.check.no-file"]);
        }

        if (file.Length > CheckDocument.MaximumBytes)
        {
            return Wrong("file", CheckWords.Of(new Refusal(RefusalCode.DocumentTooLarge, string.Empty)));
        }

        byte[] pdf = new byte[file.Length];
        await using (Stream content = file.OpenReadStream())
        {
            await content.ReadExactlyAsync(pdf, cancellationToken);
        }

        DateTimeOffset now = time.GetUtcNow();
        if (!(await act.DoAsync(Actor.Anyone, pdf, cancellationToken)).TryGet(out DocumentCheck? check, out Refusal? refusal))
        {
            return Wrong("file", CheckWords.Of(refusal));
        }

        FileName = Path.GetFileName(file.FileName);
        Report = CheckReport.Of(check.Verdict, check.Issued, keys.Root.Subject.CommonName ?? "Root", now) with { IsEarlierVersion = check.IsEarlierVersion };
        return Page();
    }

    private PageResult Wrong(string field, Words words) => Wrong(field, texts.Pick(words));

    private PageResult Wrong(string field, string text)
    {
        Errors = [new FieldError(field, text)];
        return Page();
    }
}
