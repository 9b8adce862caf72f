using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteVerify.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Providers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "SignIn",
                table: "tokens",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "dispatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    What = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    QueuedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextTryAt = table.Column<long>(type: "bigint", nullable: false),
                    Lease = table.Column<Guid>(type: "uuid", nullable: true),
                    LastOutcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Receipt = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DoneAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dispatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Claim = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<int>(type: "integer", nullable: false),
                    AskAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sign_ins",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Provider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectTag = table.Column<byte[]>(type: "bytea", nullable: false),
                    SessionTag = table.Column<byte[]>(type: "bytea", nullable: true),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Participant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Assurance = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    IdToken = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_ins", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_tokens_SignIn",
                table: "tokens",
                column: "SignIn");

            migrationBuilder.CreateIndex(
                name: "IX_dispatches_CaseId_Channel_Order",
                table: "dispatches",
                columns: new[] { "CaseId", "Channel", "Order" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_dispatches_Lease",
                table: "dispatches",
                column: "Lease");

            migrationBuilder.CreateIndex(
                name: "IX_dispatches_State_NextTryAt",
                table: "dispatches",
                columns: new[] { "State", "NextTryAt" });

            migrationBuilder.CreateIndex(
                name: "IX_dispatches_Tenant_Id",
                table: "dispatches",
                columns: new[] { "Tenant", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_payments_AskAt",
                table: "payments",
                column: "AskAt");

            migrationBuilder.CreateIndex(
                name: "IX_payments_CaseId_Claim",
                table: "payments",
                columns: new[] { "CaseId", "Claim" });

            migrationBuilder.CreateIndex(
                name: "IX_payments_Tenant_State_Id",
                table: "payments",
                columns: new[] { "Tenant", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_sign_ins_CaseId",
                table: "sign_ins",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_sign_ins_SessionTag",
                table: "sign_ins",
                column: "SessionTag");

            migrationBuilder.CreateIndex(
                name: "IX_sign_ins_SubjectTag",
                table: "sign_ins",
                column: "SubjectTag");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dispatches");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "sign_ins");

            migrationBuilder.DropIndex(
                name: "IX_tokens_SignIn",
                table: "tokens");

            migrationBuilder.DropColumn(
                name: "SignIn",
                table: "tokens");
        }
    }
}
