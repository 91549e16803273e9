@echo off
rem The launcher of the cairn program on Windows; ./cairn is its elder sibling and says more. Nobody has run this one yet.
setlocal EnableDelayedExpansion
set "ROOT=%~dp0"
set "PROGRAM=%ROOT%week07-raft\target\cairn.jar"
set "REHEARSED=%ROOT%week07-raft\target\cairn.aot"
set "ALWAYS=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+ExitOnOutOfMemoryError -XX:+DisplayVMOutputToStderr"
rem A command that is over in a moment starts faster with the small collector; what stays up gets the defaults.
set "SHORT=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
set "JDK="
for %%J in ("%CAIRN_JAVA_HOME%" "%JAVA_HOME%") do if not defined JDK call :consider "%%~J"
for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk-*" "%USERPROFILE%\.jdks\*") do if not defined JDK call :consider "%%~J"
if not defined JDK (
    echo cairn: Cairn needs a JDK 25 or newer and found none: install one ^(for example Eclipse Temurin 25^) or set CAIRN_JAVA_HOME to it. 1>&2
    exit /b 3
)
rem Newer sources are not looked for here: delete week07-raft\target to have the program built again.
if not exist "%PROGRAM%" (
    echo cairn: building ^(first use^), this takes a moment ... 1>&2
    set "JAVA_HOME=!JDK!"
    pushd "%ROOT%"
    call mvnw.cmd -q -B -ntp -Dlints=off -Djacoco.skip -Dmaven.test.skip package 1>&2
    set "BUILT=!ERRORLEVEL!"
    popd
    if not "!BUILT!"=="0" (
        echo cairn: the build failed ^(its messages stand above^) 1>&2
        exit /b 3
    )
    call :rehearse
)
setlocal DisableDelayedExpansion
for %%C in (serve node demo bench sim history learn) do if "%~1"=="%%C" set "SHORT="
set "CACHE="
if defined SHORT if exist "%REHEARSED%" set CACHE=-XX:AOTCache="%REHEARSED%" -Xlog:disable
"%JDK%\bin\java" %ALWAYS% %SHORT% %CAIRN_JAVA_OPTS% %CACHE% -jar "%PROGRAM%" %*
exit /b %ERRORLEVEL%

rem Has the Java runtime write down what it loads in a short run, so that later starts find it ready (JEP 514).
:rehearse
setlocal DisableDelayedExpansion
set "STAGE=%TEMP%\cairn-%RANDOM%-%RANDOM%"
>"%STAGE%.txt" (
    echo put k v
    echo get k
    echo scan
    echo stats --json
)
"%JDK%\bin\java" %ALWAYS% %SHORT% -XX:AOTCacheOutput="%REHEARSED%" -jar "%PROGRAM%" db shell --dir "%STAGE%" <"%STAGE%.txt" >nul 2>&1
del "%STAGE%.txt"
rmdir /s /q "%STAGE%" 2>nul
exit /b

:consider
if "%~1"=="" exit /b
if not exist "%~1\bin\javac.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
    for /f "tokens=1 delims=.+-" %%M in ("%%~V") do if %%M GEQ 25 set "JDK=%~1"
)
exit /b
