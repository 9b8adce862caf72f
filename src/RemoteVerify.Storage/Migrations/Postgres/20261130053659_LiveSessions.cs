using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteVerify.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LiveSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "IX_live_rooms_CaseId",
                table: "live_rooms",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_live_rooms_OpenCase",
                table: "live_rooms",
                column: "OpenCase",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "live_pieces");

            migrationBuilder.DropTable(
                name: "live_rooms");
        }
    }
}
