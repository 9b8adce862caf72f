using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteVerify.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Pages : Migration
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
                name: "desk_sessions",
                columns: table => new
                {
                    TokenSha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Methods = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BegunAt = table.Column<long>(type: "bigint", nullable: false),
                    SeenAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_sessions", x => x.TokenSha256);
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
                name: "live_pieces",
                columns: table => new
                {
                    Room = table.Column<Guid>(type: "uuid", nullable: false),
                    Recording = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Length = table.Column<int>(type: "integer", nullable: false),
                    Blob = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_live_pieces", x => new { x.Room, x.Recording, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "live_rooms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenCase = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_live_rooms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "officer_passkeys",
                columns: table => new
                {
                    Tag = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Scope = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_officer_passkeys", x => x.Tag);
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

            migrationBuilder.CreateIndex(
                name: "IX_desk_sessions_Tenant_Account",
                table: "desk_sessions",
                columns: new[] { "Tenant", "Account" });

            migrationBuilder.CreateIndex(
                name: "IX_live_rooms_CaseId",
                table: "live_rooms",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_live_rooms_OpenCase",
                table: "live_rooms",
                column: "OpenCase",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_officer_passkeys_Tenant_Account",
                table: "officer_passkeys",
                columns: new[] { "Tenant", "Account" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "assistances");

            migrationBuilder.DropTable(
                name: "concerns");

            migrationBuilder.DropTable(
                name: "desk_sessions");

            migrationBuilder.DropTable(
                name: "helper_days");

            migrationBuilder.DropTable(
                name: "live_pieces");

            migrationBuilder.DropTable(
                name: "live_rooms");

            migrationBuilder.DropTable(
                name: "officer_passkeys");

            migrationBuilder.DropTable(
                name: "received_items");

            migrationBuilder.DropColumn(
                name: "HandOver",
                table: "tokens");
        }
    }
}
