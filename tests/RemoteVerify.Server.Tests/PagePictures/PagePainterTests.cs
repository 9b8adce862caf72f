using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using RemoteVerify.Cases;
using RemoteVerify.Server.PagePictures;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Server.Tests.PagePictures;

/// <summary>Pages as pictures: by the real program, and by programs that do what a broken or hostile one would.</summary>
public sealed class PagePainterTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Says a black page of 640 by 905 pixels.</summary>
    private const string Pixels = "printf 'P6\\n640 905\\n255\\n'; head -c 1737600 /dev/zero";

    private readonly string _folder = Directory.CreateTempSubdirectory("rv-pictures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Draw_APageThatIsThere_GivesAPicture_AndOneThatIsNot_GivesNone()
    {
        using PagePainter painter = Real();
        Sha256Digest hash = Sha256Digest.Of(Journey.Contract);
        PagePicture first = await painter.DrawAsync(Journey.Contract, hash, 1, PictureWidth.Page, None);
        PagePicture large = await painter.DrawAsync(Journey.Contract, hash, 1, PictureWidth.Large, None);
        Assert.Equal((PictureEnd.Drawn, PictureEnd.Drawn), (first.End, large.End));
        Assert.Equal((640, 1280), (WidthOf(first), WidthOf(large)));
        Assert.Equal(ImageFormat.WebP, HeaderOf(first).Format);
        foreach ((int page, PictureWidth width) in ((int, PictureWidth)[])[(2, PictureWidth.Page), (0, PictureWidth.Page), (101, PictureWidth.Page), (1, (PictureWidth)100_000)])
        {
            Assert.Equal(PictureEnd.NotDrawable, (await painter.DrawAsync(Journey.Contract, hash, page, width, None)).End);
        }
    }

    [SkippableFact]
    public async Task Draw_WhatIsNoDocument_OrTooLargeForTheMemory_GivesNone()
    {
        using PagePainter painter = Real();
        byte[] noise = Encoding.ASCII.GetBytes("%PDF-1.7\nnothing of this is a document\n%%EOF");
        Assert.Equal(PictureEnd.NotDrawable, (await painter.DrawAsync(noise, Sha256Digest.Of(noise), 1, PictureWidth.Page, None)).End);
        byte[] tall = Journey.TallContract;
        Assert.Equal(PictureEnd.NotDrawable, (await painter.DrawAsync(tall, Sha256Digest.Of(tall), 1, PictureWidth.Page, None)).End);
        Assert.False(await painter.BeginAsync(tall, Sha256Digest.Of(tall), None));
    }

    [Theory]
    [InlineData("/usr/bin/there-is-no-such-program")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Draw_WithoutAProgram_SaysSo(string? program)
    {
        using PagePainter painter = new(new PagePictureOptions { Program = program }, TimeProvider.System, NullLogger<PagePainter>.Instance);
        Assert.False(await painter.BeginAsync(Journey.Contract, Sha256Digest.Of(Journey.Contract), None));
        Assert.Equal(PictureEnd.NoProgram, (await painter.DrawAsync(Journey.Contract, Sha256Digest.Of(Journey.Contract), 1, PictureWidth.Page, None)).End);
    }

    [SkippableFact]
    public async Task Program_ThatHangs_IsEnded_AndNotStartedAgainForThatPage()
    {
        using PagePainter painter = With("echo run >> runs\nexec sleep 600", new PagePictureOptions { SecondsEach = 1 });
        for (int look = 0; look < 3; look++)
        {
            Assert.Equal(PictureEnd.NotDrawable, (await painter.DrawAsync(Journey.Contract, Sha256Digest.Of(Journey.Contract), 1, PictureWidth.Page, None)).End);
        }

        Assert.Equal(1, Runs());
    }

    [SkippableTheory]
    [InlineData("%P; exec cat /dev/zero")]
    [InlineData("printf 'P6\\n640 905\\n255\\n'; head -c 1737599 /dev/zero")]
    [InlineData("printf 'P6\\n640 99999999\\n255\\n'; exec cat /dev/zero")]
    [InlineData("printf 'P6\\n64000 905\\n255\\n'; exec cat /dev/zero")]
    [InlineData("printf 'P6\\n640 3\\n255\\n'; head -c 5760 /dev/zero")]
    [InlineData("exec cat /dev/zero")]
    [InlineData("printf 'GIF89a'")]
    [InlineData("%P; exit 3")]
    [InlineData("exit 0")]
    public async Task Program_ThatSaysTooMuch_OrNoPicture_GivesNone(string script)
    {
        using PagePainter painter = With(script, new PagePictureOptions());
        Assert.Equal(PictureEnd.NotDrawable, (await painter.DrawAsync(Journey.Contract, Sha256Digest.Of(Journey.Contract), 1, PictureWidth.Page, None)).End);
    }

    [SkippableFact]
    public async Task Program_StartsWithLimits_AnEmptyEnvironment_AndTheBytesOnItsInput()
    {
        Environment.SetEnvironmentVariable("RV_TEST_OF_PICTURES", "nobody else should read this");
        using PagePainter painter = With("{ env; echo memory $(ulimit -v) time $(ulimit -t) files $(ulimit -n) core $(ulimit -c); /usr/bin/sha256sum; } > said\n%P", new PagePictureOptions { SecondsEach = 7, MemoryMegabytes = 300 });
        PagePicture said = await painter.DrawAsync(Journey.Contract, Sha256Digest.Of(Journey.Contract), 1, PictureWidth.Page, None);
        Assert.Equal(PictureEnd.Drawn, said.End);
        string text = await File.ReadAllTextAsync(Path.Combine(_folder, "said"));
        Assert.DoesNotContain("RV_TEST_OF_PICTURES", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nHOME=", text, StringComparison.Ordinal);
        Assert.Contains("memory 307200 time 7 files 64 core 0", text, StringComparison.Ordinal);
        Assert.Contains(Sha256Digest.Of(Journey.Contract).Hex, text, StringComparison.Ordinal);
    }

    /// <summary>A page of noise, which no picture can hold in a few kilobytes, comes poor and still comes.</summary>
    [SkippableTheory]
    [InlineData("head -c 1737600 /dev/zero", 0, 16)]
    [InlineData("head -c 1737600 /dev/urandom", 48, 700)]
    public async Task Picture_IsAsLightAsItCanBe(string pixels, int fromKilobytes, int toKilobytes)
    {
        using PagePainter painter = With($"printf 'P6\\n640 905\\n255\\n'; {pixels}", new PagePictureOptions { PageKilobytes = 16 });
        PagePicture picture = await painter.DrawAsync(Journey.Contract, Sha256Digest.Of(Journey.Contract), 1, PictureWidth.Page, None);
        Assert.Equal(PictureEnd.Drawn, picture.End);
        Assert.InRange(picture.WebP.Length, fromKilobytes << 10, toKilobytes << 10);
    }

    [SkippableFact]
    public async Task Painter_WithMoreAskersThanItTakes_TellsTheNextOneToComeAgain()
    {
        using PagePainter painter = With("exec sleep 1", new PagePictureOptions { AtOnce = 1, MostWaiting = 1 });
        using CancellationTokenSource enough = new();
        Task<PagePicture>[] asked = [.. Enumerable.Range(1, 3).Select(page => painter.DrawAsync(Journey.Contract, Sha256Digest.Of(Journey.Contract), page, PictureWidth.Page, enough.Token))];
        Assert.Equal(PictureEnd.Busy, (await asked[2]).End);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked[1]);
    }

    [SkippableFact]
    public async Task FirstPicture_IsDrawnWhileThePageIsMade_AndGivenOutOnce()
    {
        using PagePainter painter = With("echo run >> runs\n%P", new PagePictureOptions());
        Sha256Digest hash = Sha256Digest.Of(Journey.Contract);
        Assert.True(await painter.BeginAsync(Journey.Contract, hash, None));
        Assert.Equal(PictureEnd.Drawn, (await painter.DrawAsync(Journey.Contract, hash, 1, PictureWidth.Page, None)).End);
        Assert.Equal(1, Runs());
        Assert.Equal(PictureEnd.Drawn, (await painter.DrawAsync(Journey.Contract, hash, 1, PictureWidth.Page, None)).End);
        Assert.Equal(2, Runs());
    }

    [Fact]
    public void Ticket_OfAReading_CountsForThatReaderAndCaseAlone_AndForTwoHours()
    {
        FakeClock clock = new();
        ReadingTickets tickets = new(new EphemeralDataProtectionProvider(), clock);
        CaseId id = new(Guid.CreateVersion7());
        Sha256Digest hash = Sha256Digest.Of(Journey.Contract);
        Actor reader = Actor.Citizen(new TenantId("xa-mot"), id, new ParticipantId("p1"));
        string ticket = tickets.Seal(reader, id, hash);
        Assert.Equal(hash, tickets.Open(reader, id, ticket));
        Assert.Null(tickets.Open(Actor.Citizen(new TenantId("xa-mot"), id, new ParticipantId("p2")), id, ticket));
        Assert.Null(tickets.Open(Actor.Citizen(new TenantId("xa-hai"), id, new ParticipantId("p1")), id, ticket));
        Assert.Null(tickets.Open(reader, new CaseId(Guid.CreateVersion7()), ticket));
        Assert.Null(tickets.Open(reader, id, ticket[..^2]));
        Assert.Null(tickets.Open(reader, id, null));
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Null(tickets.Open(reader, id, ticket));
    }

    private static ImageHeader HeaderOf(PagePicture picture) => ImageCodec.ReadHeader(picture.WebP.Span, ImageLimits.Default);

    private static int WidthOf(PagePicture picture) => HeaderOf(picture).WidthPixels;

    private static PagePainter Real()
    {
        PagePictureOptions options = new();
        Skip.IfNot(File.Exists(options.Program), "poppler-utils is not installed; ./rv setup installs the Debian package");
        return new PagePainter(options, TimeProvider.System, NullLogger<PagePainter>.Instance);
    }

    private PagePainter With(string script, PagePictureOptions options)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/prlimit"), "limits are those of Linux (util-linux)");
        string path = Path.Combine(_folder, "program");
        File.WriteAllText(path, $"#!/bin/sh\ncd {_folder}\n{script.Replace("%P", Pixels, StringComparison.Ordinal)}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        options.Program = path;
        return new PagePainter(options, TimeProvider.System, NullLogger<PagePainter>.Instance);
    }

    private int Runs() => File.ReadAllLines(Path.Combine(_folder, "runs")).Length;
}
