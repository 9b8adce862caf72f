using System.Xml.Linq;
using RemoteVerify.TestKit;

namespace RemoteVerify.Architecture.Tests;

public class ProjectReferenceTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    public static TheoryData<string> AllRooms()
    {
        TheoryData<string> rooms = [];
        foreach (string project in Directory.GetFiles(Source, "*.csproj", SearchOption.AllDirectories))
        {
            rooms.Add(RoomOf(project));
        }

        return rooms;
    }

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void ProjectReferences_OfARoom_AreArrowsOfTheTable(string room)
    {
        Assert.True(Rooms.Arrows.ContainsKey(room), $"{room} is not in the table of rooms");
        string[] references = References(room);
        Assert.Empty(references.Except(Rooms.Arrows[room]));
    }

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void Folder_OfARoom_HoldsOneProjectAndAReadme(string room)
    {
        string folder = Path.Combine(Source, "RemoteVerify." + room);
        Assert.Single(Directory.GetFiles(folder, "*.csproj"));
        Assert.True(File.Exists(Path.Combine(folder, "README.md")), $"{room} does not introduce itself: README.md is missing");
    }

    [Fact]
    public void Projects_AllTogether_AreInTheSolution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "RemoteVerify.sln"));
        IEnumerable<string> projects = Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(path => !path.Contains("node_modules", StringComparison.Ordinal))
            .Select(path => Path.GetFileName(path));
        Assert.All(projects, name => Assert.Contains(name, solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Packages_InProjects_CarryNoVersionOfTheirOwn()
    {
        foreach (string project in Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Where(path => !path.Contains("node_modules", StringComparison.Ordinal)))
        {
            Assert.All(XDocument.Load(project).Descendants("PackageReference"), reference => Assert.Null(reference.Attribute("Version")));
        }
    }

    private static string[] References(string room) =>
        [.. XDocument.Load(Path.Combine(Source, "RemoteVerify." + room, $"RemoteVerify.{room}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => RoomOf(reference.Attribute("Include")!.Value))];

    private static string RoomOf(string project) => Path.GetFileNameWithoutExtension(project.Replace('\\', '/'))["RemoteVerify.".Length..];
}
