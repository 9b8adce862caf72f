using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteVerify.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Assisted : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "HandOver",
                table: "tokens",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "assistances",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Participant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Person = table.Column<byte[]>(type: "bytea", nullable: false),
                    Helper = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Agent = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    BegunAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    HandOver = table.Column<Guid>(type: "uuid", nullable: true),
                    WasAlone = table.Column<bool>(type: "boolean", nullable: false),
                    AgreedAt = table.Column<long>(type: "bigint", nullable: true),
                    Consent = table.Column<int>(type: "integer", nullable: true),
                    ConsentText = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Sound = table.Column<Guid>(type: "uuid", nullable: true),
                    SoundSha256 = table.Column<byte[]>(type: "bytea", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Counts = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assistances", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "concerns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Participant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Assistance = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    End = table.Column<int>(type: "integer", nullable: true),
                    SettledBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SettledAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_concerns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "helper_days",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Helper = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Begun = table.Column<int>(type: "integer", nullable: false),
                    Misses = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_helper_days", x => new { x.Tenant, x.Helper, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "received_items",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Item = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_received_items", x => new { x.Tenant, x.Item });
                });

            migrationBuilder.CreateIndex(
                name: "IX_assistances_CaseId_Participant_Day",
                table: "assistances",
                columns: new[] { "CaseId", "Participant", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_assistances_HandOver",
                table: "assistances",
                column: "HandOver",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_assistances_Tenant_Day",
                table: "assistances",
                columns: new[] { "Tenant", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_assistances_Tenant_Helper_State",
                table: "assistances",
                columns: new[] { "Tenant", "Helper", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_assistances_Tenant_Person_Day",
                table: "assistances",
                columns: new[] { "Tenant", "Person", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_concerns_CaseId",
                table: "concerns",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_concerns_Tenant_End_Id",
                table: "concerns",
                columns: new[] { "Tenant", "End", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "assistances");

            migrationBuilder.DropTable(
                name: "concerns");

            migrationBuilder.DropTable(
                name: "helper_days");

            migrationBuilder.DropTable(
                name: "received_items");

            migrationBuilder.DropColumn(
                name: "HandOver",
                table: "tokens");
        }
    }
}
