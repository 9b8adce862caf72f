using System.Text;
using System.Text.Json;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Sandbox;

/// <summary>The sandbox answers for the chip of a named person. What it keeps says everywhere that no chip took part.</summary>
public sealed class AnswerSandboxChip(Desk desk, SandboxRule rule, SandboxPeople people)
{
    public Task<Outcome<AwaitingCapture>> DoAsync(Actor actor, VerificationId id, CancellationToken cancellationToken) =>
        desk.DoAsync<AwaitingCapture>(Act.AnswerSandboxChip, actor, async (work, ct) =>
        {
            if (!(await SandboxScript.FindAsync(work, id, rule, people, ct)).TryGet(out (Verification Verification, Case Case, SandboxPerson Person) found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.Verification is not AwaitingChip waiting)
            {
                return found.Verification.NotAllowed(Act.SubmitChip);
            }

            if (!found.Person.Chip.Accepted)
            {
                return await RefuseAsync(work, waiting, ct);
            }

            ChipProof proof = await KeepAsync(work, waiting.File, found.Person, ct);
            return await work.SaveVerificationAsync(waiting.AcceptChip(proof, new ChipAttempt(work.Now, true, proof.Warnings)), ct);
        }, cancellationToken);

    private static async Task<Refusal> RefuseAsync(Work work, AwaitingChip waiting, CancellationToken cancellationToken)
    {
        string[] reasons = [RefusalCode.ChipNotGenuine.Value, SandboxScript.Simulated];
        await work.SaveVerificationAsync(waiting.RefuseChip(new ChipAttempt(work.Now, false, reasons)), cancellationToken);
        work.Publish("verification.chip_refused", waiting.File.CaseId, waiting.File.Id.ToString());
        return work.RefuseAndKeep(new Refusal(
            RefusalCode.ChipNotGenuine, "The chip is not what the issuing state signed. Use the person's own, unchanged card.", [.. waiting.Allowed.Select(act => act.Code)], reasons));
    }

    private async Task<ChipProof> KeepAsync(Work work, VerificationFile file, SandboxPerson person, CancellationToken cancellationToken)
    {
        Task<BlobId> Put(byte[] data) => work.Unit.Blobs.PutAsync(file.Tenant, file.CaseId, DataClass.Identity, data, cancellationToken);
        byte[] portrait = SandboxPeople.PortraitOf(person);
        byte[] securityObject = Encoding.UTF8.GetBytes($"SANDBOX, NO EF.SOD: {file.Id}");
        byte[] report = JsonSerializer.SerializeToUtf8Bytes(new
        {
            sandbox = true,
            verdict = "accept-with-warning",
            note = "No chip took part: the sandbox answered for a named person.",
            people = people.Version,
            person = person.Id,
            findings = new[] { new { code = SandboxScript.Simulated } },
        });
        return new ChipProof(
            new ChipHolder(person.PersonalNumber, person.FullName, person.BirthDate, person.Sex, "VNM", "2039-12-31", person.PersonalNumber[3..]),
            await Put(report), await Put(portrait), "jpeg", await Put(securityObject), Sha256Digest.Of(securityObject), Sha256Digest.Of(portrait),
            "accept-with-warning", [SandboxScript.Simulated], work.Now);
    }
}
