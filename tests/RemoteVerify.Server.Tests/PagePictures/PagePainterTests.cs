using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using RemoteVerify.Cases;
using RemoteVerify.Server.PagePictures;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests.PagePictures;

/// <summary>Pages as pictures: by the real program, and by programs that do what a broken or hostile one would.</summary>
public sealed class PagePainterTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Says the beginning of a JPEG of 640 by 905 pixels, up to its frame header.</summary>
    private const string Header = "printf '\\377\\330\\377\\300\\000\\021\\010\\003\\211\\002\\200\\003'; ";

    private readonly string _folder = Directory.CreateTempSubdirectory("rv-pictures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Draw_APageThatIsThere_GivesAJpeg_AndOneThatIsNot_GivesNone()
    {
        using PagePainter painter = Real();
        Sha256Digest hash = Sha256Digest.Of(Journey.Contract);
        PagePicture first = await painter.DrawAsync(Journey.Contract, hash, 1, PictureWidth.Page, None);
        PagePicture large = await painter.DrawAsync(Journey.Contract, hash, 1, PictureWidth.Large, None);
        Assert.Equal((PictureEnd.Drawn, PictureEnd.Drawn), (first.End, large.End));
        Assert.Equal((640, 1280), (WidthOf(first), WidthOf(large)));
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
    [InlineData("printf '\\377\\330\\377'; exec cat /dev/zero")]
    [InlineData("printf 'GIF89a'")]
    [InlineData("printf '\\377\\330\\377'; exit 3")]
    [InlineData("exit 0")]
    public async Task Program_ThatSaysTooMuch_OrNoPicture_GivesNone(string script)
    {
        using PagePainter painter = With(script, new PagePictureOptions { LargestKilobytes = 64 });
        Assert.Equal(PictureEnd.NotDrawable, (await painter.DrawAsync(Journey.Contract, Sha256Digest.Of(Journey.Contract), 1, PictureWidth.Page, None)).End);
    }

    [SkippableFact]
    public async Task Program_StartsWithLimits_AnEmptyEnvironment_AndTheBytesOnItsInput()
    {
        Environment.SetEnvironmentVariable("RV_TEST_OF_PICTURES", "nobody else should read this");
        using PagePainter painter = With("%J env; echo memory $(ulimit -v) time $(ulimit -t) files $(ulimit -n) core $(ulimit -c); /usr/bin/sha256sum", new PagePictureOptions { SecondsEach = 7, MemoryMegabytes = 300 });
        PagePicture said = await painter.DrawAsync(Journey.Contract, Sha256Digest.Of(Journey.Contract), 1, PictureWidth.Page, None);
        string text = Encoding.Latin1.GetString(said.Jpeg.Span);
        Assert.DoesNotContain("RV_TEST_OF_PICTURES", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nHOME=", text, StringComparison.Ordinal);
        Assert.Contains("memory 307200 time 7 files 64 core 0", text, StringComparison.Ordinal);
        Assert.Contains(Sha256Digest.Of(Journey.Contract).Hex, text, StringComparison.Ordinal);
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
        using PagePainter painter = With("echo run >> runs\n%J", new PagePictureOptions());
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

    /// <summary>From the frame header of a baseline or progressive JPEG (ITU-T T.81 B.2.2).</summary>
    private static int WidthOf(PagePicture picture)
    {
        ReadOnlySpan<byte> bytes = picture.Jpeg.Span;
        for (int at = 2; at + 9 < bytes.Length; at += 2 + ((bytes[at + 2] << 8) | bytes[at + 3]))
        {
            if (bytes[at + 1] is 0xC0 or 0xC2)
            {
                return (bytes[at + 7] << 8) | bytes[at + 8];
            }
        }

        return 0;
    }

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
        File.WriteAllText(path, $"#!/bin/sh\ncd {_folder}\n{script.Replace("%J", Header, StringComparison.Ordinal)}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        options.Program = path;
        return new PagePainter(options, TimeProvider.System, NullLogger<PagePainter>.Instance);
    }

    private int Runs() => File.ReadAllLines(Path.Combine(_folder, "runs")).Length;
}
