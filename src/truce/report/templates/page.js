(function(){
var open=function(){var at=document.getElementById(decodeURIComponent(location.hash.slice(1)));if(!at)return;
for(var up=at;up;up=up.parentElement)if(up.tagName==="DETAILS")up.open=true;
if(at.classList.contains("inc"))at.querySelectorAll("details").forEach(function(d){d.open=true});
else if(at.closest(".inc"))at.closest(".inc").querySelectorAll("details").forEach(function(d){d.open=true});
at.scrollIntoView()};
addEventListener("hashchange",open);if(location.hash)open();
addEventListener("beforeprint",function(){document.querySelectorAll("details").forEach(function(d){d.open=true})});
})();
