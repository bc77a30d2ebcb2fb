@echo off
rem UNTESTED: nobody has run this file on Windows yet. The tested script is mvnw.
rem
rem Runs Maven with the given arguments, in the same way as mvnw: see there.

setlocal
rem PowerShell runs the part of this file after the marker line and prints the path
rem of the mvn.cmd to use. It writes messages to the standard error.
set "MVNW_SELF=%~f0"
set "MVNW_MVN="
for /f "usebackq delims=" %%m in (`powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command "$s = [IO.File]::ReadAllText($env:MVNW_SELF); $m = '### ' + 'PowerShell'; & ([ScriptBlock]::Create($s.Substring($s.IndexOf($m))))"`) do set "MVNW_MVN=%%m"
if not defined MVNW_MVN exit /b 1
rem Without call, which would change carets and percent signs in the arguments.
rem Maven's exit code is the one of this file.
"%MVNW_MVN%" %*
exit /b %ERRORLEVEL%

### PowerShell
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

# The oldest mvn on PATH that is used, the same that pom.xml demands
$minimum = [Version] '3.8.7'

# The standard output belongs to the path of the mvn.cmd.
function Say($text) { [Console]::Error.WriteLine("mvnw: $text") }

# Returns the mvn on PATH, if there is one that is new enough.
function Find-Installed {
	$mvn = Get-Command mvn.cmd -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
	if (-not $mvn) { return }
	# The user's options are left out, as -q shortens the output and a debugger waits.
	# This PowerShell is a process of its own, so Maven still gets them afterwards.
	$env:MAVEN_ARGS = $env:MAVEN_OPTS = ''
	$output = (cmd /d /c "`"$($mvn.Source)`" --version 2>nul") -join "`n"
	if ($output -match 'Apache Maven (\d+\.\d+(\.\d+)?)' -and [Version] $Matches[1] -ge $minimum) {
		return $mvn.Source
	}
	Say "not using the mvn on PATH, as Maven $minimum or later is needed and it says: $output"
}

# Puts the pinned Maven in the cache.
function Get-Pinned {
	New-Item -ItemType Directory -Force "$dists\$name" | Out-Null
	# In the cache itself: a rename is atomic only within one volume.
	$temp = Join-Path $dists ('.mvnw.' + [Guid]::NewGuid())
	try {
		New-Item -ItemType Directory "$temp\unpacked" | Out-Null
		Say "downloading $url"
		[Net.ServicePointManager]::SecurityProtocol = 'Tls12'
		(New-Object Net.WebClient).DownloadFile($url, "$temp\archive")
		$actual = (Get-FileHash -Algorithm SHA512 -LiteralPath "$temp\archive").Hash
		# PowerShell compares without regard to case.
		if ($actual -ne $sha512) {
			throw "not using $url, whose SHA-512 checksum is wrong: $actual instead of $sha512"
		}
		# The tar of Windows: another one on PATH may take C: for a host.
		& "$env:SystemRoot\System32\tar.exe" -x -z -f "$temp\archive" -C "$temp\unpacked" --strip-components=1
		if ($LASTEXITCODE -ne 0) { throw "cannot unpack $url" }
		try {
			[IO.Directory]::Move("$temp\unpacked", "$dists\$name\$key")
		}
		catch {
			# Another mvnw may have been faster, and then its result will do.
			if (-not (Test-Path $pinned)) { throw }
		}
	}
	finally {
		Remove-Item -Recurse -Force -LiteralPath $temp -ErrorAction SilentlyContinue
	}
}

try {
	$properties = Join-Path (Split-Path $env:MVNW_SELF) '.mvn\wrapper\maven-wrapper.properties'
	$values = ConvertFrom-StringData (Get-Content -Raw -LiteralPath $properties)
	$url = $values.distributionUrl
	$sha512 = $values.distributionSha512Sum
	if (-not $url -or -not $sha512) {
		throw "no distributionUrl or no distributionSha512Sum in $properties"
	}

	$name = ($url -split '/')[-1] -replace '-bin\.tar\.gz$'
	# Only the start of the checksum, as Windows limits the length of paths
	$key = $sha512.Substring(0, 16)
	$userHome = $env:MAVEN_USER_HOME
	if (-not $userHome) { $userHome = Join-Path $env:USERPROFILE '.m2' }
	$dists = Join-Path $userHome 'wrapper\dists'
	$pinned = "$dists\$name\$key\bin\mvn.cmd"

	if (Test-Path $pinned) { return $pinned }
	$installed = Find-Installed
	if ($installed) { return $installed }
	Get-Pinned
	return $pinned
}
catch {
	Say $_.Exception.Message
}
