using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteVerify.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Registers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_SentAt_Id",
                table: "outbox");

            migrationBuilder.AddColumn<Guid>(
                name: "Lease",
                table: "outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NextTryAt",
                table: "outbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "register_books",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    LastNumber = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_books", x => new { x.Tenant, x.Code, x.Year });
                });

            migrationBuilder.CreateTable(
                name: "register_entries",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "TEXT", nullable: false),
                    BookCode = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Living = table.Column<string>(type: "TEXT", nullable: true),
                    ReservedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReservedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedBy = table.Column<string>(type: "TEXT", nullable: true),
                    DocumentSha256 = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_entries", x => new { x.Tenant, x.BookCode, x.Year, x.Number });
                });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Lease",
                table: "outbox",
                column: "Lease");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_SentAt_NextTryAt_Id",
                table: "outbox",
                columns: new[] { "SentAt", "NextTryAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_register_entries_CaseId_BookCode_Living",
                table: "register_entries",
                columns: new[] { "CaseId", "BookCode", "Living" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_register_entries_Tenant_State_ReservedAt",
                table: "register_entries",
                columns: new[] { "Tenant", "State", "ReservedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "register_books");

            migrationBuilder.DropTable(
                name: "register_entries");

            migrationBuilder.DropIndex(
                name: "IX_outbox_Lease",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_outbox_SentAt_NextTryAt_Id",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "Lease",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "NextTryAt",
                table: "outbox");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_SentAt_Id",
                table: "outbox",
                columns: new[] { "SentAt", "Id" });
        }
    }
}
