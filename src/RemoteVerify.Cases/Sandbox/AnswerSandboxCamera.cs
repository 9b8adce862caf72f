using System.Text.Json;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Sandbox;

/// <summary>
/// The sandbox answers for the camera of a named person. The capture is opened, begun and ended by the same acts as one with a camera, so states,
/// tries, evidence, signature, events and webhooks are the real ones; only what the engine would have found is the person's script.
/// </summary>
public sealed class AnswerSandboxCamera(
    Desk desk, SandboxRule rule, SandboxPeople people, OpenCapture open, BeginCapture begin, FinishCapture finish, ReadVerification read)
{
    public async Task<Outcome<VerificationView>> DoAsync(Actor actor, VerificationId id, CancellationToken cancellationToken)
    {
        Outcome<SandboxPerson> scripted = await desk.DoAsync<SandboxPerson>(Act.AnswerSandboxCamera, actor, async (work, ct) =>
            !(await SandboxScript.FindAsync(work, id, rule, people, ct)).TryGet(out (Verification Verification, Case Case, SandboxPerson Person) found, out Refusal? refusal) ? refusal
            : found.Verification is AwaitingCapture or CaptureOpened or CaptureRunning ? found.Person
            : found.Verification.NotAllowed(Act.OpenCapture), cancellationToken);
        if (!scripted.TryGet(out SandboxPerson? person, out Refusal? refusal)
            || !(await open.DoAsync(actor, id, cancellationToken)).TryGet(out CaptureTicket? ticket, out refusal)
            || !(await begin.DoAsync(actor.Tenant, ticket.Ticket, cancellationToken)).TryGet(out CaptureGrant? grant, out refusal))
        {
            return refusal;
        }

        if (person.CameraAt(grant.Number) is { Verdict: not CaptureVerdict.Abandoned } answer
            && !(await finish.DoAsync(Actor.Service(actor.Tenant), id, grant.Number, Report(person, answer), cancellationToken)).TryGet(out _, out refusal))
        {
            return refusal;
        }

        return await read.DoAsync(actor, id, cancellationToken);
    }

    private CaptureReport Report(SandboxPerson person, SandboxCameraAnswer answer)
    {
        byte[] package = JsonSerializer.SerializeToUtf8Bytes(new
        {
            format = "sandbox", test = true, note = "No camera took part: the sandbox answered for a named person.", people = people.Version, person = person.Id,
        });
        return new CaptureReport(
            answer.Verdict, answer.Reasons ?? [], package, "", [new CapturedPicture("sandbox-1", SandboxPeople.PortraitOf(person))],
            [new CaptureCheck("sandbox", null, null, CheckVerdict.SwitchedOff, "No camera took part: the sandbox answered for a named person.", $"sandbox people {people.Version}")],
            [], [], ReadOnlyMemory<byte>.Empty);
    }
}
