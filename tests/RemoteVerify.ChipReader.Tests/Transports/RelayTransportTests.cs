using RemoteVerify.ChipReader.Relay;
using RemoteVerify.ChipReader.Transports;

namespace RemoteVerify.ChipReader.Tests.Transports;

public sealed class RelayTransportTests
{
    private static readonly byte[] Ok = [0x90, 0], NotFound = [0x6A, 0x82];

    [Fact]
    public async Task TransmitAll_OfManyCommands_TravelsInRowsWithinTheLimits()
    {
        List<int> rows = [];
        RelayTransport transport = new((row, _) => Answer(row, rows, _ => Ok), batches: true);
        ReadOnlyMemory<byte>[] commands = [.. Enumerable.Range(0, (2 * RelayLimits.MaxBatchCommands) + 5).Select(i => (ReadOnlyMemory<byte>)new byte[] { 0, 0xB0, (byte)i, 0, 0 })];

        IReadOnlyList<byte[]> answers = await transport.TransmitAllAsync(commands, stopAtError: true, CancellationToken.None);

        Assert.Equal(commands.Length, answers.Count);
        Assert.Equal([RelayLimits.MaxBatchCommands, RelayLimits.MaxBatchCommands, 5], rows);
        Assert.Equal((3, commands.Length), (transport.RoundTrips, transport.Commands));

        rows.Clear();
        ReadOnlyMemory<byte>[] large = [.. Enumerable.Range(0, 4).Select(_ => (ReadOnlyMemory<byte>)new byte[RelayLimits.MaxBatchBytes / 2])];
        await transport.TransmitAllAsync(large, stopAtError: true, CancellationToken.None);
        Assert.Equal([2, 2], rows);
    }

    [Fact]
    public async Task TransmitAll_ThatStopsAtAnError_EndsThereAndSendsNoFurtherRow()
    {
        List<int> rows = [];
        RelayTransport transport = new((row, _) => Answer(row, rows, command => command[2] == 2 ? NotFound : Ok), batches: true);
        ReadOnlyMemory<byte>[] commands = [.. Enumerable.Range(0, 200).Select(i => (ReadOnlyMemory<byte>)new byte[] { 0, 0xB0, (byte)i, 0 })];

        Assert.Equal(3, (await transport.TransmitAllAsync(commands, stopAtError: true, CancellationToken.None)).Count);
        Assert.Single(rows);
        Assert.Equal(200, (await transport.TransmitAllAsync(commands, stopAtError: false, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Transmit_WithAnAnswerThatIsNone_EndsTheRelay()
    {
        Func<RelayApdu, RelayResponses>[] wrong =
        [
            row => new RelayResponses { Id = row.Id + 1, Responses = [Ok, Ok] },
            row => new RelayResponses { Id = row.Id, Responses = [Ok] },
            row => new RelayResponses { Id = row.Id, Responses = [Ok, Ok, Ok] },
            row => new RelayResponses { Id = row.Id, Responses = [NotFound, Ok] },
            row => new RelayResponses { Id = row.Id, Responses = [] },
        ];
        foreach (Func<RelayApdu, RelayResponses> answer in wrong)
        {
            RelayTransport transport = new((row, _) => Task.FromResult(answer(row)), batches: true);
            RelayEndedException ended = await Assert.ThrowsAsync<RelayEndedException>(async () => await transport.TransmitAllAsync([new byte[4], new byte[4]], stopAtError: true, CancellationToken.None));
            Assert.Equal(RelayCode.Order, ended.Reason);
        }
    }

    [Fact]
    public async Task Transmit_BeyondTheLimitsOfOneRelay_EndsIt()
    {
        RelayTransport many = new((row, _) => Answer(row, [], _ => Ok), batches: true);
        RelayEndedException commands = await Assert.ThrowsAsync<RelayEndedException>(async () =>
            await many.TransmitAllAsync([.. Enumerable.Repeat((ReadOnlyMemory<byte>)new byte[4], RelayLimits.MaxCommands + 1)], stopAtError: true, CancellationToken.None));
        Assert.Equal(RelayCode.Limit, commands.Reason);

        RelayTransport large = new((row, _) => Answer(row, [], _ => [.. new byte[65_000], 0x90, 0]), batches: false);
        RelayEndedException bytes = await Assert.ThrowsAsync<RelayEndedException>(async () =>
            await large.TransmitAllAsync([.. Enumerable.Repeat((ReadOnlyMemory<byte>)new byte[4], 100)], stopAtError: true, CancellationToken.None));
        Assert.Equal(RelayCode.Limit, bytes.Reason);
    }

    private static Task<RelayResponses> Answer(RelayApdu row, List<int> rows, Func<byte[], byte[]> chip)
    {
        rows.Add(row.Commands.Count);
        List<byte[]> responses = [];
        foreach (byte[] command in row.Commands)
        {
            responses.Add(chip(command));
            if (row.Stop == RelayApdu.AtError && RelayApdu.IsError(responses[^1]))
            {
                break;
            }
        }

        return Task.FromResult(new RelayResponses { Id = row.Id, Responses = responses });
    }
}
